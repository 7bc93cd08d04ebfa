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
import type {Workspace} from './workspace.js';

/** The bundled campaign; its archives cover a minute each. */
export const smallCampaign = fileURLToPath(new URL('../../fixtures/test_case_1-incremental-it-1', import.meta.url));
const smallSubject = '115 kB archive';
const lack = 'no /usr/bin/influxd';

/** influxd, if installed. */
export const influxdRival = (budget: BudgetId): Rival => ({budget, ...hasInfluxd ? {words: ['influxd']} : {lack}});

/** The metrics of a small archive, compared with influxd. */
export const measureSmallMetrics = async (workspace: Workspace): Promise<readonly Measurement[]> => measureMetrics({
	campaign: smallCampaign, subject: smallSubject, rivals: [influxdRival('metricsSmall')], rounds: 15,
}, workspace);

/** The same compared with influxd in Docker, in an engine started for it. */
export async function measureDockerMetrics(workspace: Workspace): Promise<readonly Measurement[]> {
	const measure = async (rival: Rival) => measureMetrics({
		campaign: smallCampaign, subject: smallSubject, rivals: [rival], rounds: 7,
	}, workspace);
	if (!canRunDocker) {
		return measure({budget: 'metricsDocker', lack: 'no Docker engine can be started here'});
	}

	const engine = await startDockerEngine(workspace.folder);
	try {
		return await measure({budget: 'metricsDocker', words: ['docker', '--image', image], environment: {DOCKER_HOST: engine.host}});
	} finally {
		await engine.stop();
	}
}

/** The metrics of an archive of realistic size over all of its two hours: compared with influxd, and peak memory. */
export async function measureLargeMetrics(state: ArchiveState, workspace: Workspace): Promise<readonly Measurement[]> {
	if (!hasInfluxd) {
		return (['metricsLarge', 'metricsMemory'] as const).map(budget => ({budget, subject: 'real-sized archive', skipped: lack}));
	}

	const {file, bytes} = await largeArchive(state, workspace);
	const campaign = archiveCampaign(`metrics-${state}`, {file, seconds: recordingSeconds}, workspace);
	const subject = `${Math.round(bytes / 1e6)} MB archive, ${state === 'log' ? 'part in the log' : 'all in files'}`;
	const times = await measureMetrics({
		campaign, subject, rivals: [{budget: 'metricsLarge', words: ['influxd']}], rounds: 9,
	}, workspace);
	removeResults(workspace);
	return [
		...times,
		{budget: 'metricsMemory', subject, measured: await peakMemory(metricsWords(campaign, 'embedded'), workspace)},
	];
}

/** A campaign with one iteration and this archive, whose points span this many seconds. */
export function archiveCampaign(name: string, {file, seconds}: {readonly file: string; readonly seconds: number}, workspace: Workspace): string {
	const campaign = workspace.folder(name);
	generateCampaign(campaign, {
		iterations: 1, clients: 84, servers: 14, seed: 17, seconds: seconds - 60,
	});
	for (const {name: folder} of readdirSync(campaign, {withFileTypes: true}).filter(entry => entry.isDirectory())) {
		symlinkSync(file, path.join(campaign, folder, 'influxdb-data.tar.gz'));
	}

	return campaign;
}
