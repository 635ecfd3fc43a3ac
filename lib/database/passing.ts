import type pg from "pg";

/** SQLSTATE classes that pass: connection, resources, operator intervention, system; and deadlock, serialization. */
const PASSING = /^(08|53|57|58|40)|^55P03$/;

/** Whether what the server refused may be granted when it is asked again. */
export const isPassing = ({ code }: pg.DatabaseError): boolean => PASSING.test(code ?? "");
