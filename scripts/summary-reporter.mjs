// Prints the last line of a test run: the number of passed, failed and skipped tests.
import process from 'node:process';

const counted = {passed: 0, failed: 0, skipped: 0};

export default class SummaryReporter {
	onTestRunEnd(modules, unhandledErrors) {
		for (const module of modules) {
			counted.failed += module.errors().length;
			for (const test of module.children.allTests()) {
				const {state} = test.result();
				counted[state === 'passed' || state === 'failed' ? state : 'skipped']++;
			}
		}

		counted.failed += unhandledErrors.length;
		process.on('exit', () => {
			console.log(`${counted.passed} passed, ${counted.failed} failed, ${counted.skipped} skipped`);
		});
	}
}
