using System.Diagnostics;

namespace Symmetry.Benchmarks;

/// <summary>Times whole commands of the published program from start to exit, in alternation with those of an earlier one.</summary>
internal static class StartRunner
{
    private const string Tiny = "name: tiny\nreplicates: 2\naxes: {bias: [false, true]}\nfixed: {epochs: 1, hidden: [2]}\n";
    private const string Grid =
        "name: grid\nreplicates: 40\naxes: {features: [identity, gradient, square], hidden: [[], [10], [10, 5], [20]], batch: [8, 32]}\n";

    /// <summary>Publishes the program, unless one is given, measures, and prints the table.</summary>
    /// <param name="rounds">How often each command is run.</param>
    /// <param name="program">The published program; empty to publish this clone's.</param>
    /// <param name="peer">The published program of another commit; empty for none.</param>
    public static void Run(int rounds, string program, string peer)
    {
        var folder = Directory.CreateTempSubdirectory("symmetry-start-").FullName;
        try
        {
            string[] programs = [program.Length > 0 ? program : Publish(folder), .. peer.Length > 0 ? (string[])[peer] : []];
            var (data, fresh) = (Path.Combine(folder, "runs"), Path.Combine(folder, "fresh"));
            var (tiny, grid) = (Write(folder, "tiny.yaml", Tiny), Write(folder, "grid.yaml", Grid));
            Execute(programs[^1], "paper", "--replicates", "40", "--data", data, "--quiet");
            string[][] commands =
            [
                ["--help"],
                ["list", "--data", data],
                ["table", "paper", "--data", data],
                ["compare", "paper", "--baseline", "0", "--data", data],
                ["best", "paper", "--data", data],
                ["export", "paper", "--to", "-", "--format", "csv", "--data", data],
                ["run", tiny, "--data", fresh, "--quiet"],
                ["plan", grid],
            ];
            Console.WriteLine($"{"command",-10} {"wall s",8} {"cpu s",8}{(peer.Length > 0 ? $" {"peer",8} {"cpu s",8} {"times",8} {"cpu",8}" : "")}");
            foreach (var command in commands)
            {
                Measure(rounds, programs, command, fresh);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Measure(int rounds, string[] programs, string[] command, string fresh)
    {
        var times = programs.Select(_ => new (double Wall, double Processor)[rounds]).ToArray();
        for (var round = -1; round < rounds; round++)
        {
            for (var i = 0; i < programs.Length; i++)
            {
                if (Directory.Exists(fresh))
                {
                    Directory.Delete(fresh, recursive: true);
                }

                // The first round, which reads files that nobody has in memory, does not count.
                var time = Execute(programs[i], command);
                if (round >= 0)
                {
                    times[i][round] = time;
                }
            }
        }

        var medians = times.Select(own => (Wall: Median(own.Select(time => time.Wall)), Processor: Median(own.Select(time => time.Processor)))).ToArray();
        var text = $"{command[0],-10} {medians[0].Wall,8:F3} {medians[0].Processor,8:F3}";
        if (medians.Length > 1)
        {
            text += $" {medians[1].Wall,8:F3} {medians[1].Processor,8:F3}"
                + $" {medians[1].Wall / medians[0].Wall,8:F2} {medians[1].Processor / medians[0].Processor,8:F2}";
        }

        Console.WriteLine(text);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static string Publish(string folder)
    {
        var (repository, target) = (AppContext.BaseDirectory, Path.Combine(folder, "program"));
        while (!File.Exists(Path.Combine(repository, "Symmetry.Distributed.sln")))
        {
            repository = Path.GetDirectoryName(repository.TrimEnd(Path.DirectorySeparatorChar))
                ?? throw new InvalidOperationException("This program is not in a clone of the repository. Give the published program with --program.");
        }

        Execute("dotnet", "publish", Path.Combine(repository, "src/Client"), "-c", "Release", "-o", target, "-v", "quiet");
        return Path.Combine(target, "symmetry");
    }

    private static string Write(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static (double Wall, double Processor) Execute(string program, params string[] arguments)
    {
        var (begin, processor) = (Stopwatch.GetTimestamp(), ChildrenClock.Seconds);
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? (Stopwatch.GetElapsedTime(begin).TotalSeconds, ChildrenClock.Seconds - processor)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} exits with {process.ExitCode}: {error.Result}");
    }
}
