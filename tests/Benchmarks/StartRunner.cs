namespace Symmetry.Benchmarks;

/// <summary>Times whole commands of the published program from start to exit, in alternation with those of an earlier one.</summary>
internal static class StartRunner
{
    private const string Tiny = "name: tiny\nreplicates: 2\naxes: {bias: [false, true]}\nfixed: {epochs: 1, hidden: [2]}\n";
    private const string Grid =
        "name: grid\nreplicates: 40\naxes: {features: [identity, gradient, square], hidden: [[], [10], [10, 5], [20]], batch: [8, 32]}\n";
    private const string Images =
        "name: images\nreplicates: 1\naxes: {features: [identity]}\nfixed: {epochs: 1, hidden: [128], batch: 64, enlarged: false}\n"
        + "data: {images: images.idx, labels: labels.idx}\n";

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
            CommandRun.Execute(programs[^1], "paper", "--replicates", "40", "--data", data, "--quiet");
            IdxImages.Write(folder);
            var images = Write(folder, "images.yaml", Images);
            var compressed = Write(folder, "compressed.yaml", Images.Replace("idx", "gz", StringComparison.Ordinal));
            (string Name, string[] Arguments)[] commands =
            [
                ("--help", ["--help"]),
                ("list", ["list", "--data", data]),
                ("table", ["table", "paper", "--data", data]),
                ("compare", ["compare", "paper", "--baseline", "0", "--data", data]),
                ("best", ["best", "paper", "--data", data]),
                ("export", ["export", "paper", "--to", "-", "--format", "csv", "--data", data]),
                ("run of a tiny sweep", ["run", tiny, "--data", fresh, "--quiet"]),
                ("plan of 24 cells", ["plan", grid]),
                ("paper, 40 replicates", ["paper", "--replicates", "40", "--data", fresh, "--quiet"]),
                ("data, 60,000 images", ["data", images, "--to", fresh]),
                ("data, compressed", ["data", compressed, "--to", fresh]),
                ("run, 784-128-10, one epoch", ["run", images, "--data", fresh, "--slots", "1", "--quiet"]),
            ];
            var table = new MarkdownTable(
                ["command", "s", "processor s", "peak MB", .. programs.Length == 1 ? (string[])[] : ["earlier s", "processor s", "peak MB", "times as long"]]);
            foreach (var (name, arguments) in commands)
            {
                table.Add([name, .. Measure(rounds, programs, arguments, fresh)]);
            }

            table.Print();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string[] Measure(int rounds, string[] programs, string[] command, string fresh)
    {
        // The first run, which reads files that nobody has in memory, does not count.
        Time(programs[0]);
        string[] able = [programs[0], .. programs[1..].Where(IsAble)];
        var runs = able.Select(_ => new CommandRun[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < able.Length; i++)
            {
                runs[i][round] = Time(able[i]);
            }
        }

        var medians = runs.Select(CommandRun.Median).ToArray();
        return
        [
            .. medians.SelectMany(static median => (string[])[$"{median.Wall:F3}", $"{median.Processor:F3}", $"{median.PeakMegabytes:F0}"]),
            .. programs.Length == 1 ? (string[])[] : medians.Length == 1 ? ["", "", "", ""] : [$"{medians[1].Wall / medians[0].Wall:F2}"],
        ];

        CommandRun Time(string program)
        {
            if (Directory.Exists(fresh))
            {
                Directory.Delete(fresh, recursive: true);
            }

            return CommandRun.Execute(program, command);
        }

        // An earlier program does not have every command.
        bool IsAble(string program)
        {
            try
            {
                Time(program);
                return true;
            }
            catch (InvalidOperationException exception)
            {
                Console.Error.WriteLine(exception.Message);
                return false;
            }
        }
    }

    private static string Publish(string folder)
    {
        var (repository, target) = (AppContext.BaseDirectory, Path.Combine(folder, "program"));
        while (!File.Exists(Path.Combine(repository, "Symmetry.Distributed.sln")))
        {
            repository = Path.GetDirectoryName(repository.TrimEnd(Path.DirectorySeparatorChar))
                ?? throw new InvalidOperationException("This program is not in a clone of the repository. Give the published program with --program.");
        }

        CommandRun.Execute("dotnet", "publish", Path.Combine(repository, "src/Client"), "-c", "Release", "-o", target, "-v", "quiet");
        return Path.Combine(target, "symmetry");
    }

    private static string Write(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
