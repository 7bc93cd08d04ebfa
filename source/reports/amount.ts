import {formatCount} from '../text/numbers.js';

/** `1 agent`, `1,000 agents`. */
export const amountOf = (count: number, what: string): string => `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`;
