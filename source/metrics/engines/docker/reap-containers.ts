import type Docker from 'dockerode';
import {isGone} from '../../lifetime/owner.js';
import {ownerLabel, ownerOf} from './labels.js';
import {openDocker} from './open-docker.js';
import {removeContainer} from './remove-container.js';

/** Removes the containers of owners that have ended without doing so, at the Docker engine of this address. Throws where that does not answer. */
export async function reapContainers(host: string): Promise<void> {
	await reapContainersOf(await openDocker(host));
}

/** Removes the containers of owners that have ended without doing so. */
export async function reapContainersOf(docker: Docker): Promise<void> {
	const ours = await docker.listContainers({all: true, filters: {label: [ownerLabel]}});
	for (const {Id: id, Labels: labels} of ours) {
		const owner = ownerOf(labels);
		if (owner && isGone(owner)) {
			await removeContainer(docker, id);
		}
	}
}
