"""Shell: what the tables have in common: the name of the class, and in most of them a number for each row."""

import re

from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel


class Table(SQLModel):
    """A table that is called as its class is: ItemCode is "item_code"."""

    @declared_attr.directive
    @classmethod
    def __tablename__(cls) -> str:
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


class Numbered(Table):
    """A table whose rows have a number, given by the database when they are added."""

    id: int = Field(default=None, primary_key=True)
