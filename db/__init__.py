"""What is remembered: tables, queries, the outbox, the audit log. Never commits: the caller owns the transaction."""

from sqlmodel import SQLModel

# Before any table is defined: every constraint has a name, so that a later migration can change it.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
