"use client";

import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import type { TableView } from "#lib/reports/views.ts";

interface TableListProps {
  tables: readonly TableView[];
  /** Puts a name where the cursor is. */
  onInsert: (text: string) => void;
}

/** What there is to ask: tables and their columns; a click writes the name. */
export function TableList({ tables, onInsert }: TableListProps) {
  return (
    <Panel aria-labelledby="tables">
      <PanelHeader id="tables" title="Tables" note="of the warehouse" />
      {tables.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-muted">
          A worker with the role jobs describes them when it begins.
        </p>
      ) : null}
      <ul>
        {tables.map(({ name, describe, columns }) => (
          <li key={name} className="border-t border-hairline">
            <details className="group">
              <summary className="cursor-pointer px-4 py-2 hover:bg-hover">
                <span className="font-mono text-sm break-all">{name}</span>
                <span className="block text-sm text-muted">{describe}</span>
              </summary>
              <ul className="pb-2">
                <li>
                  <Column
                    name={`warehouse.${name}`}
                    note="the table itself"
                    onInsert={() => onInsert(`warehouse.${name}`)}
                  />
                </li>
                {columns.map((column) => (
                  <li key={column.name}>
                    <Column
                      name={column.name}
                      note={column.describe === null ? column.type : `${column.type}: ${column.describe}`}
                      onInsert={() => onInsert(column.name)}
                    />
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Column({ name, note, onInsert }: { name: string; note: string; onInsert: () => void }) {
  return (
    <button
      type="button"
      aria-label={`Insert ${name}`}
      onClick={onInsert}
      className="block w-full px-4 py-1 pl-7 text-left hover:bg-hover"
    >
      <span className="font-mono text-xs break-all">{name}</span>
      <span className="block text-xs break-words text-faint">{note}</span>
    </button>
  );
}
