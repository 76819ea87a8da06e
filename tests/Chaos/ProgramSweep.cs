using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Declared;
using Symmetry.Engine.Experiments.Programs;
using Symmetry.Engine.Features;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Chaos;

/// <summary>Sweeps whose trials are Python programs, and their expected results.</summary>
internal static class ProgramSweep
{
    private const string Sleep = """
        import json, sys, time
        trial = json.load(sys.stdin)
        time.sleep(0.01)
        print(json.dumps({"value": trial["seed"] % 1000 + trial["settings"]["x"]}))
        """;

    // By replicate: leaves a child; ignores SIGTERM and leaves a process in a session of its own; prints 100 MB; writes no newline and
    // reads no further input; returns NaN.
    private const string Misbehave = """
        import json, os, signal, subprocess, sys
        trial = json.load(sys.stdin)
        kind = trial["replicate"] % 5
        value = trial["seed"] % 1000 + trial["settings"]["x"]
        if kind == 0:
            subprocess.Popen(["sleep", "1000"])
        elif kind == 1:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            subprocess.Popen(["sh", "-c", "trap '' TERM; while :; do sleep 1000; done"], start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        elif kind == 2:
            for _ in range(1000):
                sys.stdout.write(("x" * 999 + "\n") * 100)
        elif kind == 4:
            value = float("nan")
        sys.stdout.write(json.dumps({"value": value}))
        """;

    /// <summary>Programs that take 10 ms besides the start of the interpreter.</summary>
    public static Sweep Sleeping(string name, string python, int trials) => Of(name, python, trials, Sleep);

    /// <summary>Programs that misbehave in five ways.</summary>
    public static Sweep Hostile(string name, string python, int trials) => Of(name, python, trials, Misbehave);

    /// <summary>Runs the program that sleeps without a silo, and returns the seconds that it took.</summary>
    public static async Task<double> RunDirectlyAsync(string python, int runs, int atOnce)
    {
        var folder = Directory.CreateTempSubdirectory("symmetry-direct-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "train.py"), Sleep);
        await File.WriteAllTextAsync(Path.Combine(folder, "input"), """{"seed": 1, "settings": {"x": 1}}""");
        var start = Stopwatch.GetTimestamp();
        await Shell.RunAsync("sh", "-c", $"cd {folder}; seq {runs} | xargs -P {atOnce} -n 1 sh -c 'exec {python} train.py <input'");
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Directory.Delete(folder, recursive: true);
        return seconds;
    }

    /// <summary>The fingerprint of the results that are expected.</summary>
    public static string FingerprintOf(Sweep sweep)
    {
        var resources = new TrialResources(new FeatureStore(), new Expectation());
        using var fingerprint = new Fingerprint(sweep);
        for (var trial = 0L; trial < sweep.Trials; trial++)
        {
            fingerprint.Add(sweep.CellOf(trial).Number, sweep.ReplicateOf(trial), sweep.SpecOf(trial).Run(resources));
        }

        return fingerprint.Finish();
    }

    private static Sweep Of(string name, string python, int trials, string script)
    {
        var program = new ProgramExperiment(new ProgramDeclaration
        {
            Command = [python, "train.py"],
            Columns = new DeclaredColumns([("x", SettingKind.Number)], [DeclaredColumns.Metric("value", MetricDirection.Larger)]),
            Files = [new ProgramFile("train.py", [.. Encoding.UTF8.GetBytes(script)])],
            IsDeterministic = true,
        });
        return new Sweep(new SweepSpec
        {
            Name = name,
            Experiment = program,
            Replicates = ReplicateDesign.Independent(trials / 2),
            Axes = [Axis.Parse(program.Setting("x"), "0", "1000")],
        });
    }

    // What the programs above print, computed without a process.
    private sealed class Expectation : IProgramRunner
    {
        public ProgramOutput Run(ProgramCall call, CancellationToken stop)
        {
            var trial = JsonNode.Parse(call.Input)!;
            var isNotANumber = call.Files[0].Content.Length == Encoding.UTF8.GetByteCount(Misbehave) && (long)trial["replicate"]! % 5 == 4;
            var value = ((ulong)trial["seed"]! % 1000) + (ulong)trial["settings"]!["x"]!;
            return new ProgramOutput($"{{\"value\": {(isNotANumber ? "NaN" : value.ToString(CultureInfo.InvariantCulture))}}}", null, 0);
        }
    }
}
