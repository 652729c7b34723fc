/// What `trin init` writes: the smallest docset that has a bit of everything, and passes.
enum StarterDocset {
  static let files: [(path: String, text: String)] = [
    (
      "Site/site.yml",
      """
      title:
        en-US: My help
        da-DK: Min hjælp

      # The steps of the articles are run against the admin center that Trin brings; its handbook says how to describe
      # another product.

      # For canonical links, language alternates and the site map; links between pages are relative.
      # base-url: https://help.example/

      source-locale: en-US
      locales: [en-US, da-DK]

      """
    ),
    (
      ".gitignore",
      """
      # What `trin build` writes.
      /_site/

      """
    ),
    (
      ".github/workflows/trin.yml",
      """
      # Checks a pull request and runs the steps of the articles. The handbook's page for CI has the same for GitLab and
      # Azure.
      name: Docs
      on: [pull_request]
      permissions:
        contents: read
      jobs:
        trin:
          runs-on: ubuntu-24.04
          steps:
            - uses: actions/checkout@v4
              with:
                fetch-depth: 0
            - uses: trin-docs/trin/.github/actions/trin@v\(Trin.version)

      """
    ),
    (
      "Content/en-US/TOC.yml",
      """
      items:
      - name: Start
        href: index.md
      - name: Resend a password
        href: resend-password.md

      """
    ),
    (
      "Content/da-DK/TOC.yml",
      """
      items:
      - name: Start
        href: index.md
      - name: Send en adgangskode igen
        href: resend-password.md

      """
    ),
    (
      "Content/en-US/index.md",
      """
      ---
      title: My help
      description: Where to begin.
      ---
      # My help

      - [Resend a password](resend-password.md)

      """
    ),
    (
      "Content/da-DK/index.md",
      """
      ---
      title: Min hjælp
      description: Her begynder du.
      ---
      # <a name="my-help"></a>Min hjælp

      - [Send en adgangskode igen](resend-password.md)

      """
    ),
    (
      "Content/en-US/resend-password.md",
      """
      ---
      title: Resend a password
      description: Reset the password of a user who has lost it, and mail the new one.
      ---
      # Resend a password

      You must be a global administrator to follow these steps.

      > [!NOTE]
      > `trin test` runs these steps. Change the name of a button, and the build says where the article is wrong.

      ## Reset and mail it

      1. In the admin center, open **Users** \\> **Active users**.

      2. On the **Active users** page, select the check box next to the user's name and then select **Reset password**.

      3. On the **Reset password** page, select **Automatically create a password** and then select **Reset**.

      4. In the **Email the sign-in info to** box, type an email address that the user can get to and then select **Send email and close**.

      """
    ),
    (
      "Content/da-DK/resend-password.md",
      """
      ---
      title: Send en adgangskode igen
      description: Nulstil adgangskoden for en bruger, der har mistet den, og send den nye.
      ---
      # <a name="resend-a-password"></a>Send en adgangskode igen

      Du skal være global administrator for at følge trinnene.

      > [!NOTE]
      > `trin test` kører disse trin. Skift navnet på en knap, og bygningen siger, hvor artiklen tager fejl.

      ## <a name="reset-and-mail-it"></a>Nulstil og send

      1. I administrationscentret skal du åbne **Brugere** \\> **Aktive brugere**.

      2. På siden **Aktive brugere** skal du markere afkrydsningsfeltet ud for brugerens navn og derefter vælge **Nulstil adgangskode**.

      3. På siden **Nulstil adgangskode** skal du vælge **Opret automatisk en adgangskode** og derefter vælge **Nulstil**.

      4. I feltet **Send logonoplysningerne til** skal du skrive en mailadresse, som brugeren kan få adgang til, og derefter vælge **Send mail, og luk**.

      """
    ),
    (
      "Content/scenarios/resend-password.yml",
      """
      # What the steps need, who may do them, and what must be true afterwards: once, for every language.
      procedures:
        reset-and-mail-it:
          # The article names one role. The product lets others in, too: they are proven, and need not be named.
          roles:
            allowed: [global-administrator]
            unnamed:
              - privileged-authentication-administrator
              - user-administrator
              - authentication-administrator
              - helpdesk-administrator
              - password-administrator
            refused: [reports-reader]
          given:
            user: {name: Mette Holm, password: lost}
          values: {email: mette.holm@privat.example}
          expect:
            - mail: {to: $email, carries: temporary-password}
            - sign-in: {with: temporary-password, leads-to: change-password}
            - sign-in: {with: old-password, leads-to: refused}

      """
    ),
    (
      "Content/phrasebook/en-US.yml",
      """
      # Prose that stands for something on the screen. Labels need no entry: they are looked up in the product.
      objects:
        the check box next to the user's name: {select: activeUsers.select, subject: user}
      values:
        an email address that the user can get to: $email

      """
    ),
    (
      "Content/phrasebook/da-DK.yml",
      """
      # Prosa, der står for noget på skærmen. Navne på skærmen skal ikke stå her: de slås op i produktet.
      objects:
        afkrydsningsfeltet ud for brugerens navn: {select: activeUsers.select, subject: user}
      values:
        en mailadresse, som brugeren kan få adgang til: $email

      """
    ),
  ]
}
