"""Loads a campaign as the analysis notebook does, and prints its statistics table: the peer that the explorer is measured against.

Written from the semantics of the notebook: every agent becomes an object, agents are merged one by one, everything is kept.
"""
import glob
import json
import math
import os
import statistics
import sys


class Stats:
    def __init__(self, min=None, max=None, total=0, count=0, sum_of_squares=0, distribution=None):
        self.min, self.max = min, max
        self.total, self.count, self.sum_of_squares = total, count, sum_of_squares
        self.distribution = distribution or {}

    @classmethod
    def from_dict(cls, values):
        values["distribution"] = {int(key): row for key, row in values.get("distribution", {}).items()}
        return cls(**values)

    def average(self):
        return self.total / float(self.count) if self.count else 0

    def std_deviation(self):
        if not self.count:
            return -1
        return math.sqrt(max(0, self.sum_of_squares / float(self.count) - self.average() ** 2))

    def merge(self, other):
        self.min = other.min if self.min is None else self.min if other.min is None else min(self.min, other.min)
        self.max = other.max if self.max is None else self.max if other.max is None else max(self.max, other.max)
        self.total += other.total
        self.count += other.count
        self.sum_of_squares += other.sum_of_squares
        for key, row in other.distribution.items():
            if key in self.distribution:
                self.distribution[key] = [z for z in map(lambda a, b: a + b, row, self.distribution[key])]
            else:
                self.distribution[key] = row


class TestResults:
    def __init__(self, start_time=None, stop_time=None, latency=None, msgs_ok=0, msgs_fail=0, errors=None):
        self.start_time, self.stop_time = start_time, stop_time
        self.latency = latency or Stats()
        self.msgs_ok, self.msgs_fail = msgs_ok, msgs_fail
        self.errors = errors or {}

    @classmethod
    def from_dict(cls, values):
        values["latency"] = Stats.from_dict(values["latency"])
        values["errors"] = values["errors"].copy()
        return cls(**values)

    def merge(self, other):
        if self.start_time and other.start_time:
            self.start_time = min(self.start_time, other.start_time)
        else:
            self.start_time = self.start_time or other.start_time
        if self.stop_time and other.stop_time:
            self.stop_time = max(self.stop_time, other.stop_time)
        else:
            self.stop_time = self.stop_time or other.stop_time
        self.msgs_ok += other.msgs_ok
        self.msgs_fail += other.msgs_fail
        self.latency.merge(other.latency)
        for error, count in other.errors.items():
            self.errors[error] = self.errors.get(error, 0) + count


def load_stats(campaign, param):
    folder = os.path.join(campaign, param["backup_dir"])
    logs = set(glob.glob(os.path.join(folder, "*controller*.log"))) - set(glob.glob(os.path.join(folder, "*controller*_docker.log")))
    clients, servers = {}, {}
    for log in sorted(logs):
        with open(log) as file:
            lines = file.readlines()
        clients.update(json.loads(lines[0]))
        servers.update(json.loads(lines[1]))
    return clients, servers


def aggregate(agents):
    total = TestResults()
    for values in agents.values():
        total.merge(TestResults.from_dict(values))
    return total


def spread(values):
    return {"mean": statistics.mean(values), "min": min(values), "max": max(values)}


def side(agents, name):
    ok = spread([agent["msgs_ok"] for agent in agents.values()])
    fail = spread([agent["msgs_fail"] for agent in agents.values()])
    total = aggregate(agents)
    duration = total.stop_time - total.start_time
    return {
        name + "_rate": (total.msgs_ok + total.msgs_fail) / duration,
        name + "_ok": total.msgs_ok,
        name + "_fail": total.msgs_fail,
        name + "_latency_avg": total.latency.average(),
        name + "_latency_stdev": total.latency.std_deviation(),
        "per_" + name + "_ok": ok,
        "per_" + name + "_fail": fail,
    }


def main(campaign):
    with open(os.path.join(campaign, "params.json")) as file:
        params = json.load(file)
    loaded = []
    for param in params:
        clients, servers = load_stats(campaign, param)
        loaded.append((param, clients, servers))
    rows = []
    for param, clients, servers in loaded:
        row = {"_ombt_clients": len(clients), "_ombt_servers": len(servers)}
        row.update((key, param.get(key)) for key in ("call_type", "driver", "iteration_id"))
        row.update(side(servers, "server"))
        row.update(side(clients, "client"))
        rows.append(row)
    json.dump(rows, sys.stdout)


main(sys.argv[1])
