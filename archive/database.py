"""The database behind an archive: how it is reached, and its tables made.

In: a file or a database URL. Out: a SQLAlchemy engine whose commits are durable.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    event,
    insert,
    inspect,
    select,
    update,
)

from archive.appearances import fill
from archive.schema import SCHEMA_VERSION, archive_meta, metadata


def connect(where: str | Path) -> Engine:
    """The engine for a SQLite file (its folder is made if missing) or a database URL."""
    if "://" in str(where):
        engine = create_engine(str(where))
    else:
        Path(where).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(URL.create("sqlite", database=str(where)))
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    return engine


def prepare(engine: Engine) -> str:
    """Make the tables that are missing; gives back the version of the schema.

    An archive of an older schema becomes one of this: one of schema 1 has its people drawn from its
    articles, which takes a second for some thousand articles; schema 2 lacked the crawler's tables,
    schema 3 that of refused files.

    Raises:
        sqlite3.Error, SQLAlchemyError: it cannot be opened, or is no database.
    """
    with engine.connect() as connection:
        missing = set(metadata.tables).difference(inspect(connection).get_table_names())
    # The write lock only where it is needed: opening must not wait for another's import.
    with engine.execution_options(writes=bool(missing)).begin() as connection:
        metadata.create_all(connection)
        schema = select(archive_meta.c.value).where(archive_meta.c.key == "schema")
        found = connection.scalar(schema)
        if found is None:
            found = str(SCHEMA_VERSION)
            connection.execute(insert(archive_meta).values(key="schema", value=found))
        elif found in ("1", "2", "3") and missing:
            if found == "1":
                fill(connection)
            found = str(SCHEMA_VERSION)
            connection.execute(
                update(archive_meta).where(archive_meta.c.key == "schema").values(value=found)
            )
        return found


def _prepare_sqlite(engine: Engine) -> None:
    """Durable commits, enforced references, and writers that take their lock at once."""

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "busy_timeout = 30000",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
