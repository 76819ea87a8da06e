using System.Diagnostics;
using System.Text.Json;
using Symmetry.Client.Tests.Fakes;

namespace Symmetry.Client.Tests.EndToEnd;

/// <summary>
/// Goal: the example of a custom experiment is run as any other experiment, and only where its assembly is loaded. Method: every
/// command is a process of its own, because what one loads is seen by everything in it.
/// </summary>
public sealed class CustomExperimentTests : IDisposable
{
    private const string Unknown = "Unknown experiment 'least-squares'. Valid experiments: mlp, points, noop.";

    private static readonly string[] Extension = ["--extension", Path.Combine(AppContext.BaseDirectory, "custom-experiment.dll")];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Example_gains_what_theory_says_and_every_command_works()
    {
        string[] place = ["--data", folder.File("runs")];
        var run = await RunAsync(["run", Example(), "--slots", "1", .. Extension, .. place]);
        Assert.True(run.Code == 0, run.Error);
        Assert.Equal(3, run.Out.Split("holds").Length - 1);
        Assert.Contains("experiment   least-squares: fit a linear function", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("measured beside", run.Out, StringComparison.Ordinal);

        var table = await DoneAsync(["table", "least-squares", "--on", "risk", "--format", "json", .. Extension, .. place]);
        var cells = JsonDocument.Parse(table).RootElement.GetProperty("cells").EnumerateArray().ToList();
        Assert.All(cells, cell => Assert.Equal(1000, cell.GetProperty("replicates").GetInt32()));

        var export = await DoneAsync(["export", "least-squares", "--to", "-", "--format", "csv", .. Extension, .. place]);
        Assert.StartsWith("cell,replicate,invariance,samples,dimension,noise,", export, StringComparison.Ordinal);
        Assert.Equal(6001, export.TrimEnd('\n').Split('\n').Length);
        Assert.Contains("reproduced: ", await DoneAsync(["rerun", "least-squares", "1", "3", .. Extension, .. place]), StringComparison.Ordinal);
        Assert.Contains("trials         6,000\n", await DoneAsync(["plan", Example(), .. Extension]), StringComparison.Ordinal);
        Assert.Contains("\"least-squares\"", await DoneAsync(["schema", .. Extension]), StringComparison.Ordinal);

        Assert.Equal((2, $"{Example()}:5:13: {Unknown}"), await RefusalAsync(["run", Example(), .. place]));
        var (code, refusal) = await RefusalAsync(["table", "least-squares", .. place]);
        Assert.Equal(2, code);
        Assert.EndsWith(Unknown, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cells_that_cannot_be_run_are_refused_with_the_line()
    {
        var spec = folder.Write("few.yaml", "replicates: 1\nexperiment: least-squares\naxes: {samples: [40, 11]}\n");

        Assert.Equal(
            (2, $"{spec}:3:17: Cell 1 cannot be run: samples: expected more than dimension + 1 = 11, got 11."),
            await RefusalAsync(["plan", spec, .. Extension]));
    }

    // Goal: a silo without the assembly takes nothing of the sweep and damages nothing. Method: a silo with it takes the sweep and is
    // killed; one without it starts on the same folder; then one with it ends the sweep.
    [Fact]
    public async Task Silo_without_the_extension_refuses_the_sweep_and_one_with_it_completes_it()
    {
        var spec = folder.Write("ls.yaml", "name: ls\nreplicates: 4000\nexperiment: least-squares\naxes: {invariance: [false, true]}\n");
        var (data, port) = (folder.File("there"), SiloProcess.FreePort());
        string[] there = ["--cluster", $"127.0.0.1:{port}", "--wait-for", "120"];
        string[] extensions = ["--extensions", Extension[1]];
        using (SiloProcess.Start(data, port))
        {
            Assert.Equal((2, Unknown), await RefusalAsync(["submit", spec, .. Extension, .. there]));
        }

        using (SiloProcess.Start(data, port, extensions))
        {
            await DoneAsync(["submit", spec, .. Extension, .. there]);
        }

        using (SiloProcess.Start(data, port))
        {
            Assert.Contains("ls-", await DoneAsync(["list", .. there]), StringComparison.Ordinal);
            Assert.Equal((2, Unknown), await RefusalAsync(["status", "ls", .. Extension, .. there]));
        }

        using var silo = SiloProcess.Start(data, port, extensions);
        var waiting = await RunAsync(["watch", "ls", .. Extension, .. there]);
        Assert.True(waiting.Code == 0, waiting.Error);
        var verify = await DoneAsync(["verify", "ls", "--sample", "1%", .. Extension, .. there]);
        Assert.Contains("ran 80 stored trials again", verify, StringComparison.Ordinal);
    }

    private static string Example()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Symmetry.Distributed.sln")))
        {
            root = root.Parent!;
        }

        return Path.Combine(root.FullName, "examples/custom-experiment/least-squares.yaml");
    }

    private static async Task<string> DoneAsync(string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);
        Assert.True(code == 0, $"{code}: {error}");
        return output;
    }

    private static async Task<(int Code, string Sentence)> RefusalAsync(string[] arguments)
    {
        var (code, _, error) = await RunAsync([.. arguments, "--quiet"]);
        return (code, error.TrimEnd('\n'));
    }

    private static async Task<(int Code, string Out, string Error)> RunAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "symmetry.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var program = Process.Start(start)!;
        var output = program.StandardOutput.ReadToEndAsync();
        var error = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();
        return (program.ExitCode, await output, error);
    }
}
