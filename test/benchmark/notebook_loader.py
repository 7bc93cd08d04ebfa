"""Loads a campaign the way the analysis notebook does and prints its statistics table: the peer that the explorer is measured against.

Written afresh from what the notebook does, at the same pace: whole logs become objects, each agent is merged into its side one by one,
one iteration after the other. An iteration that cannot be read is dropped without a word.
"""
import json
import math
import statistics
import sys
from pathlib import Path


class Latency:
    def __init__(self, min=None, max=None, total=0, count=0, sum_of_squares=0, distribution=None):
        self.min = min
        self.max = max
        self.total = total
        self.count = count
        self.sum_of_squares = sum_of_squares
        self.distribution = distribution or {}

    def add(self, other):
        self.min = either(min, self.min, other.min)
        self.max = either(max, self.max, other.max)
        self.total += other.total
        self.count += other.count
        self.sum_of_squares += other.sum_of_squares
        for power, counts in other.distribution.items():
            if power in self.distribution:
                counts = list(map(lambda one, two: one + two, counts, self.distribution[power]))
            self.distribution[power] = counts

    def mean(self):
        return self.total / self.count if self.count else 0

    def deviation(self):
        return math.sqrt(max(0, self.sum_of_squares / self.count - self.mean() ** 2)) if self.count else -1


class Results:
    def __init__(self, start_time=None, stop_time=None, latency=None, msgs_ok=0, msgs_fail=0, errors=None):
        self.start_time = start_time
        self.stop_time = stop_time
        self.latency = latency or Latency()
        self.msgs_ok = msgs_ok
        self.msgs_fail = msgs_fail
        self.errors = errors or {}

    def add(self, other):
        self.start_time = either(min, self.start_time, other.start_time)
        self.stop_time = either(max, self.stop_time, other.stop_time)
        self.msgs_ok += other.msgs_ok
        self.msgs_fail += other.msgs_fail
        self.latency.add(other.latency)
        for text, times in other.errors.items():
            self.errors[text] = self.errors.get(text, 0) + times


def either(choose, one, two):
    return two if one is None else one if two is None else choose(one, two)


def read_agents(folder):
    clients, servers = {}, {}
    for log in folder.glob("*controller*.log"):
        if not log.name.endswith("_docker.log"):
            with open(log) as lines:
                first, second = lines.readlines()[:2]
            clients.update(json.loads(first))
            servers.update(json.loads(second))
    return clients, servers


def total_of(agents):
    total = Results()
    for agent in agents:
        agent["latency"] = Latency(**agent["latency"])
        total.add(Results(**agent))
    return total


def spread_of(agents, key):
    values = [agent[key] for agent in agents]
    return {"mean": statistics.mean(values), "min": min(values), "max": max(values)}


def columns_of(side, agents):
    per_agent = {f"per_{side}_{name}": spread_of(agents, key) for name, key in (("ok", "msgs_ok"), ("fail", "msgs_fail"))}
    total = total_of(agents)
    return {
        f"{side}_rate": (total.msgs_ok + total.msgs_fail) / (total.stop_time - total.start_time),
        f"{side}_ok": total.msgs_ok,
        f"{side}_fail": total.msgs_fail,
        f"{side}_latency_avg": total.latency.mean(),
        f"{side}_latency_stdev": total.latency.deviation(),
        **per_agent,
    }


def main(campaign):
    rows = []
    for parameters in json.loads((campaign / "params.json").read_text()):
        try:
            clients, servers = read_agents(campaign / parameters["backup_dir"])
        except (OSError, ValueError):
            continue
        rows.append({
            "_ombt_clients": len(clients),
            "_ombt_servers": len(servers),
            **{key: parameters[key] for key in ("call_type", "driver", "iteration_id")},
            **columns_of("server", servers.values()),
            **columns_of("client", clients.values()),
        })
    json.dump(rows, sys.stdout)


main(Path(sys.argv[1]))
