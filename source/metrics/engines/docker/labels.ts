import {type Owner, parseOwner} from '../../lifetime/owner.js';

/** By this label a container is ours; whose, it says as `PID-START`. */
export const ownerLabel = 'ombt-explorer.owner';
const machineLabel = 'ombt-explorer.machine';

/** The labels of an owner's containers. */
export const labelsOf = ({machine, boot, pid, start}: Owner): Readonly<Record<string, string>> =>
	({[ownerLabel]: `${pid}-${start}`, [machineLabel]: `${machine}-${boot}`});

/** The owner of a container, by its labels; undefined for one that is not ours. */
export const ownerOf = (labels: Readonly<Record<string, string>>): Owner | undefined =>
	parseOwner(`${labels[machineLabel] ?? ''}-${labels[ownerLabel] ?? ''}`);
