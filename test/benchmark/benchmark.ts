import {availableParallelism} from 'node:os';
import process from 'node:process';
import {judge, type Measurement} from './budgets.js';
import {findPython} from './find-python.js';
import {generateCampaign, type CampaignSize} from './generate.js';
import {measureAgents} from './measure-agents.js';
import {measureContainers} from './measure-containers.js';
import {measureExecutable} from './measure-executable.js';
import {measureFirstFrame} from './measure-first-frame.js';
import {measureKeyPresses} from './measure-key-presses.js';
import {measureLoading} from './measure-loading.js';
import {measureMetricsScreen} from './measure-metrics-screen.js';
import {
	measureDockerMetrics, measureLargeMetrics, measureSmallMetrics, smallCampaign,
} from './metrics-campaigns.js';
import {reportOf} from './report.js';
import {openWorkspace} from './workspace.js';

const sizes = {
	small: {
		iterations: 20, clients: 8500, servers: 600, seed: 7,
	},
	large: {
		iterations: 60, clients: 16_700, servers: 1300, seed: 11,
	},
	many: {
		iterations: 1000, clients: 10, servers: 4, seed: 13,
	},
	crowded: {
		iterations: 1, clients: 100_000, servers: 100, seed: 17,
	},
} as const satisfies Record<string, CampaignSize>;

/** Measures every budget, prints the table, and returns the exit status: 1 if a budget is exceeded or could not be measured. */
async function main(words: readonly string[]): Promise<number> {
	const unknown = words.find(word => word !== '--quick');
	if (unknown !== undefined) {
		console.error(`benchmark: unknown ${unknown}; --quick leaves out what is large, and Docker`);
		return 2;
	}

	const workspace = openWorkspace();
	const python = findPython();
	console.log(`Node ${process.versions.node}, ${python ? `Python ${python.version}` : 'no python3: nothing to compare the loading with'}, ${availableParallelism()} processors`);
	const generate = (name: keyof typeof sizes) => {
		const campaign = workspace.folder(name);
		const bytes = generateCampaign(campaign, sizes[name]);
		console.error(`generated ${name}: ${sizes[name].iterations} iterations, ${Math.round(bytes / 1e6)} MB`);
		return {campaign, subject: `${Math.round(bytes / 1e6)} MB`};
	};

	const measurements: Measurement[] = [];
	const broken: string[] = [];
	const measure = async (what: string, measuring: () => Promise<readonly Measurement[]>) => {
		console.error(`measuring ${what} …`);
		try {
			measurements.push(...await measuring());
		} catch (error) {
			// Report the other figures anyway: they took minutes.
			broken.push(`${what} could not be measured: ${error instanceof Error ? error.message : String(error)}`);
		}
	};

	const small = generate('small');
	await measure('loading, small', async () => measureLoading({
		...small, cold: 'coldSmall', warm: 'warmSmall', python, rounds: 7,
	}, workspace));
	if (!words.includes('--quick')) {
		const large = generate('large');
		await measure('loading, large', async () => measureLoading({
			...large, cold: 'coldLarge', warm: 'warmLarge', python, rounds: 3,
		}, workspace));
	}

	await measure('metrics, small', async () => measureSmallMetrics(workspace));
	await measure('the screen of metrics', async () => measureMetricsScreen({campaign: smallCampaign, subject: 'A-0', rounds: 9}, workspace));
	if (!words.includes('--quick')) {
		await measure('metrics, Docker', async () => measureDockerMetrics(workspace));
		for (const state of ['files', 'log'] as const) {
			await measure(`metrics, large, ${state}`, async () => measureLargeMetrics(state, workspace));
		}
	}

	if (!words.includes('--quick')) {
		await measure('metrics, thousands of containers', async () => measureContainers(workspace));
	}

	await measure('the single executable', async () => measureExecutable({campaign: smallCampaign, subject: '12 iterations', rounds: 15}, workspace));
	const {campaign: many} = generate('many');
	await measure('the first frame, 20 iterations', async () => measureFirstFrame({campaign: small.campaign, subject: '20 iterations', rounds: 15}, workspace));
	await measure('the first frame, 1,000 iterations', async () => measureFirstFrame({campaign: many, subject: '1,000 iterations', rounds: 15}, workspace));
	const {campaign: crowded} = generate('crowded');
	await measure('100,000 agents', async () => measureAgents({campaign: crowded, subject: '100,000 agents', rounds: 3}, workspace));
	await measure('keys', async () => measureKeyPresses({campaign: many}, workspace));

	console.log(reportOf(measurements));
	const missed = measurements.filter(measurement => judge(measurement) === 'missed').length;
	console.log([...broken, missed === 0 ? 'no budget missed' : `${missed} of ${measurements.length} budgets missed`].join('\n'));
	return missed + broken.length === 0 ? 0 : 1;
}

process.exit(await main(process.argv.slice(2)));
