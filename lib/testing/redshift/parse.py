"""Reads a JSON list of statements, answers a JSON list of complaints of sqlglot's Redshift dialect."""
import json
import sys

import sqlglot
from sqlglot import exp

complaints = []
for statement in json.load(sys.stdin):
    try:
        for parsed in sqlglot.parse(statement, dialect="redshift"):
            if isinstance(parsed, exp.Command):
                complaints.append(f"not understood: {statement}")
    except sqlglot.errors.SqlglotError as error:
        complaints.append(f"{str(error).splitlines()[0]}: {statement}")
json.dump(complaints, sys.stdout)
