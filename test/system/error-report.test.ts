import {spawnSync} from 'node:child_process';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {newFolder} from '../campaign-builder.js';
import {program} from '../program.js';
import {errorReport, isDebugging} from '../../source/system/error-report.js';
import {AppError, usageError} from '../../source/system/errors.js';

const error = new AppError('archive-damaged', 'a.tar: damaged', {hint: 'copy it again', status: 1, cause: new Error('CRC')});

describe('an error that ends the program', () => {
	test('with a hint is one line: the problem and the remedy', () => {
		expect(errorReport(error, {})).toEqual(['ombt-explorer: a.tar: damaged; copy it again']);
	});

	test('of usage is followed by its details', () => {
		expect(errorReport(usageError('not understood', ['  a >', '    ^ expected a value']), {}))
			.toEqual(['ombt-explorer: not understood', '  a >', '    ^ expected a value']);
	});

	test('that is internal says so, with the version and how to get the stack', () => {
		const [line, ...others] = errorReport(new TypeError('x is not a function'), {});
		expect(line).toMatch(/^ombt-explorer: x is not a function \(a bug in ombt-explorer \d+\.\d+\.\d+, Node [\d.]+\); DEBUG=ombt-explorer shows the stack/v);
		expect(line).toContain(process.versions.node);
		expect(others).toEqual([]);
	});

	test('with DEBUG is followed by the stack, and that of its cause', () => {
		const lines = errorReport(error, {DEBUG: 'express, ombt-explorer'});
		expect(lines[0]).toBe('ombt-explorer: a.tar: damaged; copy it again');
		expect(lines.filter(line => /^\s+at /v.test(line)).length).toBeGreaterThan(2);
		expect(lines).toContain('Caused by:');
		expect(lines).toContain('Error: CRC');
	});
});

test.each([
	[undefined, false],
	['', false],
	['1', false],
	['express', false],
	['*', true],
	['ombt-explorer', true],
	['a,ombt-explorer', true],
])('DEBUG=%s: %s', (DEBUG, isOn) => {
	expect(isDebugging({DEBUG})).toBe(isOn);
});

test('a deleted working directory is reported with a remedy', () => {
	const folder = newFolder('gone');
	const {status, stderr} = spawnSync('/bin/sh', ['-c', `cd "${folder}" && rmdir "${folder}" && "${process.execPath}" "${program}" table .`], {encoding: 'utf8'});
	expect({status, stderr}).toEqual({status: 1, stderr: 'ombt-explorer: the folder you are in does not exist any more; change to another with cd\n'});
});
