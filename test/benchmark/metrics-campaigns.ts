import {readdirSync, symlinkSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {canRunDocker, startDockerEngine} from '../metrics/docker-engine.js';
import {hasInfluxd} from '../metrics/engines/real-influxd.js';
import {image} from '../metrics/image.js';
import type {BudgetId, Measurement} from './budgets.js';
import {generateCampaign} from './generate.js';
import {largeArchive, recordingSeconds, type ArchiveState} from './large-archive.js';
import {
	measureMetrics, metricsWords, removeResults, type Rival,
} from './measure-metrics.js';
import {peakMemory} from './peak-memory.js';
import type {Workshop} from './workshop.js';

/** The campaign that comes with the explorer; its archives are of a minute. */
export const smallCampaign = fileURLToPath(new URL('../../fixtures/test_case_1-incremental-it-1', import.meta.url));
const smallSubject = '115 kB archive';
const lack = 'no /usr/bin/influxd';

/** A booted influxd, where there is one. */
export const influxdRival = (budget: BudgetId): Rival => ({budget, ...hasInfluxd ? {words: ['influxd']} : {lack}});

/** The metrics of a small archive: against a booted influxd. */
export const measureSmallMetrics = async (workshop: Workshop): Promise<readonly Measurement[]> => measureMetrics({
	campaign: smallCampaign, subject: smallSubject, rivals: [influxdRival('metricsSmall')], rounds: 15,
}, workshop);

/** The same against an influxd in Docker, in an engine that is started for it. */
export async function measureDockerMetrics(workshop: Workshop): Promise<readonly Measurement[]> {
	const measure = async (rival: Rival) => measureMetrics({
		campaign: smallCampaign, subject: smallSubject, rivals: [rival], rounds: 7,
	}, workshop);
	if (!canRunDocker) {
		return measure({budget: 'metricsDocker', lack: 'no Docker engine can be started here'});
	}

	const engine = await startDockerEngine(workshop.folder);
	try {
		return await measure({budget: 'metricsDocker', words: ['docker', '--image', image], environment: {DOCKER_HOST: engine.host}});
	} finally {
		await engine.stop();
	}
}

/** The metrics of a real-sized archive over all of its two hours: against a booted influxd, and the memory that they take. */
export async function measureLargeMetrics(state: ArchiveState, workshop: Workshop): Promise<readonly Measurement[]> {
	if (!hasInfluxd) {
		return (['metricsLarge', 'metricsMemory'] as const).map(budget => ({budget, subject: 'real-sized archive', skipped: lack}));
	}

	const {file, bytes} = await largeArchive(state, workshop);
	const campaign = archiveCampaign(`metrics-${state}`, {file, seconds: recordingSeconds}, workshop);
	const subject = `${Math.round(bytes / 1e6)} MB archive, ${state === 'log' ? 'part in the log' : 'all in files'}`;
	const times = await measureMetrics({
		campaign, subject, rivals: [{budget: 'metricsLarge', words: ['influxd']}], rounds: 9,
	}, workshop);
	removeResults(workshop);
	return [
		...times,
		{budget: 'metricsMemory', subject, measured: await peakMemory(metricsWords(campaign, 'embedded'), workshop)},
	];
}

/** A campaign of one iteration that has this archive, whose points reach over so many seconds. */
export function archiveCampaign(name: string, {file, seconds}: {readonly file: string; readonly seconds: number}, workshop: Workshop): string {
	const campaign = workshop.folder(name);
	generateCampaign(campaign, {
		iterations: 1, clients: 84, servers: 14, seed: 17, seconds: seconds - 60,
	});
	for (const {name: folder} of readdirSync(campaign, {withFileTypes: true}).filter(entry => entry.isDirectory())) {
		symlinkSync(file, path.join(campaign, folder, 'influxdb-data.tar.gz'));
	}

	return campaign;
}
