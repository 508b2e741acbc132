import type { PointerEventHandler } from 'react';
import type { QueueDrops, QueueRow, Queues } from '../../../electron/contract/queues.ts';
import { OnlineState } from '../../components/online-state.tsx';
import { useApp } from '../../context.tsx';
import { classes, wholeNumber } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { AgeCells, AgeHeaders } from './age-cells.tsx';
import table from './age-table.module.css';
import styles from './queues.module.css';
import type { ShapeBy } from './shape.ts';

type PointerEvents = Record<'onPointerMove' | 'onPointerDown' | 'onPointerLeave', PointerEventHandler>;

interface QueueTableProps {
  queues: Queues;
  rows: readonly QueueRow[];
  by: ShapeBy;
  /** Whose details are open. */
  open: { clientId: string | null } | null;
  pointer: PointerEvents;
  /** `null`: of all clients. */
  onOpen: (clientId: string | null) => void;
}

/** A row for each client, a column for each age, the totals first. The name is the button that opens a row; the whole row answers the mouse. */
export function QueueTable({ queues, rows, by, open, pointer, onOpen }: QueueTableProps) {
  const words = strings.queues;
  const { columns, columnHints } = words;
  const isOpen = (clientId: string | null) => open !== null && open.clientId === clientId;
  return (
    <section
      className={styles.scroll}
      aria-label={words.table}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table className={table.table} aria-label={words.table}>
        <thead>
          <tr>
            <th scope="col">{columns.client}</th>
            <AgeHeaders />
            <th scope="col" className={table.number} title={columnHints.inFlight}>
              {columns.inFlight}
            </th>
            <th scope="col" className={table.number} title={columnHints.dropped}>
              {columns.dropped}
            </th>
          </tr>
        </thead>
        <tbody {...pointer}>
          <tr className={table.totals} data-open={isOpen(null) || undefined} onClick={() => onOpen(null)}>
            <th scope="row">
              <button type="button" className={table.name} aria-expanded={isOpen(null)}>
                {words.all}
              </button>
            </th>
            <AgeCells shape={queues.totals} by={by} />
            <OtherCells inFlight={queues.totals.inFlight} dropped={queues.dropped} />
          </tr>
          {rows.map((row) => (
            <QueueLine key={row.clientId} row={row} by={by} isOpen={isOpen(row.clientId)} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
      {queues.more > 0 && <p className={styles.more}>{words.more(queues.more)}</p>}
    </section>
  );
}

interface QueueLineProps {
  row: QueueRow;
  by: ShapeBy;
  isOpen: boolean;
  onOpen: (clientId: string) => void;
}

function QueueLine({ row, by, isOpen, onOpen }: QueueLineProps) {
  const device = useApp((state) => state.devices.find(({ id }) => id === row.deviceId));
  return (
    <tr data-open={isOpen || undefined} onClick={() => onOpen(row.clientId)}>
      <th scope="row">
        <button type="button" className={table.name} aria-expanded={isOpen}>
          {device?.name ?? row.clientId}
        </button>
        <div className={table.under}>
          <OnlineState online={row.connected} />
          {device && device.name !== row.clientId && <span className={table.id}>{row.clientId}</span>}
        </div>
      </th>
      <AgeCells shape={row} by={by} />
      <OtherCells inFlight={row.inFlight} dropped={row.dropped} />
    </tr>
  );
}

function OtherCells({ inFlight, dropped }: { inFlight: number; dropped: QueueDrops }) {
  const lost = dropped.full + dropped.expired;
  return (
    <>
      <td className={classes(table.number, inFlight === 0 && table.none)}>{wholeNumber(inFlight)}</td>
      <td className={classes(table.number, lost === 0 ? table.none : table.lost)}>{wholeNumber(lost)}</td>
    </>
  );
}
