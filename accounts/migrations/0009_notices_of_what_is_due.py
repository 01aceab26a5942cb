from django.db import migrations, models

KINDS = [
    ("mentioned", "Somebody asks for my attention in a comment"),
    ("commented", "A comment where I commented or what I filed"),
    ("submitted", "Something waits for my check or approval"),
    ("returned", "What I filed was returned"),
    ("approved", "What I filed was accepted or approved"),
    ("assigned", "Something was put in my charge"),
    ("due", "Something falls due soon"),
    ("overdue", "Something is overdue"),
]
NAMES = [name for name, _words in KINDS]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0008_notices_by_mail")]

    operations = [
        migrations.RemoveConstraint(model_name="notice", name="notice_of_a_known_kind"),
        migrations.RemoveConstraint(
            model_name="noticechoice", name="choice_of_a_known_kind_and_way"
        ),
        *(
            migrations.AlterField(
                model_name=model,
                name="kind",
                field=models.CharField(choices=KINDS, max_length=16, verbose_name="kind"),
            )
            for model in ("notice", "noticechoice", "noticechoicehistory")
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", NAMES)), name="notice_of_a_known_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="noticechoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", NAMES), ("telling__in", ["here", "mail", "never"])),
                name="choice_of_a_known_kind_and_way",
            ),
        ),
    ]
