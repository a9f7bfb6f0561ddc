"""Who may do what: granting roles, taking them away, and who has which."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from cx.commands.terminal import actor, cli, print_json, say, store
from cx.domain.roles import Role

ROLES = [role.value for role in Role]


@cli.command()
@click.argument("email", metavar="EMAIL")
@click.argument("role", type=click.Choice(ROLES), metavar="ROLE")
@click.option("--hand-over", is_flag=True, help="For cx_leader: whoever has it now loses it in the same moment.")
def grant(email: str, role: str, hand_over: bool) -> None:
    """Give somebody a role, by the e-mail address that they sign in with.

    \b
    employee   the page for everyone      executive  reads all but drafts
    leader     also their own drafts      owner      their projects and actions
    analyst    imports and tables         legal, ir  drafts for outside
    auditor    the audit log only         cx_leader  everything; exactly one person
    """
    from cx.actions import access

    person = access.grant(store(), actor(), email, Role(role), datetime.now(UTC), hand_over=hand_over)
    say(f"{email.strip().lower()} is {role}. The audit log calls them {person}.")


@cli.command()
@click.argument("email", metavar="EMAIL")
@click.argument("role", type=click.Choice(ROLES), metavar="[ROLE]", required=False)
def revoke(email: str, role: str | None) -> None:
    """Take a role away, or every role where none is named; open sessions lose it at once."""
    from cx.actions import access

    gone = access.revoke(store(), actor(), email, Role(role) if role else None, datetime.now(UTC))
    say(f"{email.strip().lower()} is no longer {', '.join(gone)}.")


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def roles(as_json: bool) -> None:
    """Who has which role."""
    from cx.reports import access

    people = access.persons(store())
    if as_json:
        print_json({"people": [{"email": one.email, "id": one.person_id, "roles": list(one.roles)} for one in people]})
        return
    if not people:
        say("Nobody has a role yet. Begin with the CX leader: python -m cx grant YOU@COMPANY cx_leader")
    for one in people:
        click.echo(f"{one.email:40} {', '.join(one.roles):30} {one.person_id}")
