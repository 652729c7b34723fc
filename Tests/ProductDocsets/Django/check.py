"""What is true of the world after the last step: ends with 0 where it is, and says what else."""
import json
import sys

import manage  # settings
import django

django.setup()

from django.contrib.auth import authenticate
from django.contrib.auth.models import User

values = json.load(sys.stdin)["values"]
if sys.argv[1] == "can-sign-in":
    if authenticate(username=values["user"], password=values["password"]) is None:
        sys.exit(print("the user cannot sign in with the new password") or 1)
else:
    groups = [group.name for group in User.objects.get(username=values["user"]).groups.all()]
    if groups != [values["group"]]:
        sys.exit(print(f"the user is in the groups {groups}") or 1)
