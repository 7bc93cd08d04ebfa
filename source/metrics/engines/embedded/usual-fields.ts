import {metrics} from '../../catalogue.js';

/** The fields that the catalogue's metrics are of. */
export const usualFields: readonly string[] = [...new Set(metrics.map(metric => metric.field))];
