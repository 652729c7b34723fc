"""A fresh world: whoever signs in, the user that the article is about, and the groups."""
import json
import sys

import manage  # settings
import django
from django.core.management import call_command

django.setup()
call_command("migrate", verbosity=0)

from django.contrib.auth.models import Group, Permission, User

world = json.load(sys.stdin)
User.objects.create_superuser("superuser", password="secret")
viewer = User.objects.create_user("viewer", password="secret", is_staff=True)
viewer.user_permissions.add(Permission.objects.get(codename="view_user"))
user = User.objects.create_user(world["given"]["user"], password="the-old-one")
for name in world["given"].get("groups", []):
    Group.objects.create(name=name)
print(json.dumps({"values": {"user": user.username}}))
