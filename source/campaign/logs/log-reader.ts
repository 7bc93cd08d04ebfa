import type {Job} from './log-worker.js';
import type {Outcome} from './read-logs.js';

/** Reads one job after the other, and takes `ahead` of them at a time; `read` rejects when the reader is lost. */
export type LogReader = {readonly ahead: number; readonly read: (job: Job) => Promise<Outcome>; readonly close: () => void};
