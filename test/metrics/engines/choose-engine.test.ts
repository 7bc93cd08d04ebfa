import process from 'node:process';
import {afterEach, expect, test} from 'vitest';
import {usageError} from '../../../source/system/errors.js';
import {chooseEngine} from '../../../source/metrics/engines/choose-engine.js';

const {PATH} = process.env;

afterEach(() => {
	process.env.PATH = PATH;
	delete process.env.DOCKER_HOST;
});

test('auto chooses the engine without requirements', async () => {
	await expect(chooseEngine('auto', {})).resolves.toMatchObject({name: 'embedded'});
});

test('an address is a running InfluxDB, named without user and password', async () => {
	await expect(chooseEngine('http://me:secret@host:8086/', {})).resolves.toMatchObject({name: 'http://host:8086'});
});

test('rejects an unknown name with the valid ones, without printing it: it may contain a password', async () => {
	const refusal = chooseEngine('me:secret@host:8086', {});
	await expect(refusal).rejects.toThrow(usageError('--engine must be auto, embedded, influxd, docker, or the address of an InfluxDB 1.x such as http://host:8086'));
});

test('explains how to get influxd without root if it is missing', async () => {
	process.env.PATH = '/nowhere';
	await expect(chooseEngine('influxd', {})).rejects.toMatchObject({
		message: 'the engine influxd cannot be used',
		hint: expect.stringMatching(/^there is no influxd in PATH; get one without root \(`apt-get download influxdb && dpkg -x /v) as unknown,
	});
});

test('reports that there is no Docker engine', async () => {
	process.env.DOCKER_HOST = 'unix:///nowhere/docker.sock';
	await expect(chooseEngine('docker', {})).rejects.toMatchObject({
		message: 'the engine docker cannot be used',
		hint: expect.stringMatching(/^\/nowhere\/docker\.sock: there is no Docker socket; /v) as unknown,
	});
});
