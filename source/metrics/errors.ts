import {errorFactory} from '../system/errors.js';

const otherEngine = 'or use another --engine';
const copyAgain = 'copy it again from where the campaign ran';
const packAgain = 'nothing was unpacked; pack it again from data, meta and wal only';
const unpackYourself = 'if you trust it, unpack it beside the archive: a folder influxdb-data is read as well';
const startDocker = `start a Docker engine, set DOCKER_HOST, ${otherEngine}; without root: dockerd-rootless-setuptool.sh install`;
const installInfluxd = 'get one without root (`apt-get download influxdb && dpkg -x influxdb_*.deb influxdb`) and give --influxd influxdb/usr/bin/influxd';
const useInfluxDb1 = 'give the address of an InfluxDB 1.x, such as http://host:8086';
const checkQuery = 'check --database and the user\'s rights';

/** Creates errors of metrics: of archives, of the engines that read them, and of queries. */
export const metricsError = errorFactory({
	'times-unknown': {hint: 'its clients and servers did nothing: look at another iteration', status: 1},
	'times-out-of-range': {hint: 'look at its controller logs', status: 1},
	'load-empty': {hint: 'the command metrics shows its whole time', status: 1},
	'too-many-buckets': {hint: 'use longer buckets', status: 1},
	'field-not-numeric': {hint: 'select a single numeric field', status: 1},
	'influxdb-only': {hint: 'give --engine influxd, docker, or the address of an InfluxDB 1.x', status: 1},
	'database-missing': {hint: 'give --database', status: 1},
	'metric-not-saved': {hint: '', status: 1},
	'retention-policy-missing': {hint: 'set another default in the InfluxDB that it comes from', status: 1},

	'archive-missing': {hint: 'copy it into the iteration\'s folder, as ombt-orchestrator leaves it there', status: 1},
	'archive-compression': {hint: 'unpack it in its folder: a folder influxdb-data is read as well', status: 1},
	'archive-gone': {hint: 'it was removed meanwhile: check the iteration\'s folder', status: 1},
	'archive-unreadable': {hint: 'ask its owner for permission to read it', status: 1},
	'archive-not-unpacked': {hint: 'check both paths', status: 1},
	'archive-empty': {hint: copyAgain, status: 1},
	'archive-not-gzip': {hint: `${copyAgain}, or name it influxdb-data.tar if it is not compressed`, status: 1},
	'archive-gzip': {hint: 'name it influxdb-data.tar.gz', status: 1},
	'archive-not-tar': {hint: copyAgain, status: 1},
	'archive-truncated': {hint: `it was copied incompletely: ${copyAgain}`, status: 1},
	'archive-damaged': {hint: copyAgain, status: 1},
	'archive-without-database': {hint: 'give the archive that ombt-orchestrator left in the iteration\'s folder', status: 1},
	'archive-link': {hint: packAgain, status: 1},
	'archive-device': {hint: packAgain, status: 1},
	'archive-sparse': {hint: 'pack it again without tar --sparse', status: 1},
	'archive-unknown-entry': {hint: packAgain, status: 1},
	'archive-path-outside': {hint: packAgain, status: 1},
	'archive-too-many-entries': {hint: unpackYourself, status: 1},
	'archive-too-large': {hint: 'allow more with --max-unpacked', status: 1},
	'archive-bomb': {hint: unpackYourself, status: 1},
	'no-space': {hint: 'free space there, or set XDG_CACHE_HOME to a folder of your own that has it', status: 1},

	'engine-unavailable': {hint: 'use another --engine', status: 1},
	'no-engine': {hint: 'install influxd or start a Docker engine', status: 1},
	'influxd-missing': {hint: installInfluxd, status: 1},
	'influxd-too-new': {hint: installInfluxd, status: 1},
	'influxd-ended': {hint: `check the archive and the version of influxd, ${otherEngine}`, status: 1},
	'influxd-silent': {hint: `try again, ${otherEngine}`, status: 1},
	'docker-missing': {hint: startDocker, status: 1},
	'docker-forbidden': {hint: `join the group docker, start a rootless engine (dockerd-rootless-setuptool.sh install), ${otherEngine}`, status: 1},
	'docker-remote': {hint: `its ports would be open to the network: use one on this machine, ${otherEngine}`, status: 1},
	'docker-silent': {hint: `restart it, ${otherEngine}`, status: 1},
	'docker-answer': {hint: `check DOCKER_HOST, ${otherEngine}`, status: 1},
	'docker-too-old': {hint: `it must be 1.13 or newer: update it, ${otherEngine}`, status: 1},
	'docker-image-missing': {hint: `load it with \`docker load\`, give --image, ${otherEngine}`, status: 1},
	'docker-run-failed': {hint: `check --image (influxdb:1.8 is known to work), ${otherEngine}`, status: 1},
	'docker-no-ports': {hint: `let it have a network bridge, ${otherEngine}`, status: 1},
	'docker-container-gone': {hint: `try again, ${otherEngine}`, status: 1},
	'server-address-invalid': {hint: 'give one such as http://user:password@host:8086, with special characters percent-encoded', status: 1},
	'server-not-influxdb-1': {hint: useInfluxDb1, status: 1},
	'server-refused-query': {hint: checkQuery, status: 1},
	'server-refused-user': {hint: 'give user and password in the address: http://user:password@host:8086', status: 1},
	'server-redirects': {hint: 'give the address of the InfluxDB itself', status: 1},
	'server-timeout': {hint: `try again, ${otherEngine}`, status: 1},
	'server-unreachable': {hint: `check that it is running and can be reached, ${otherEngine}`, status: 1},
});
