using System.Diagnostics;
using Symmetry.Client.Commands;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Client.Tests.EndToEnd;

/// <summary>The job of <c>deploy/slurm</c> with the real programs, and with substitutes for Slurm's that start three tasks on this machine.</summary>
public sealed class SlurmTests : IDisposable
{
    private const int Job = 4711;

    // srun starts the tasks, keeps their process ids and waits for them; scancel signals them; scontrol keeps its arguments.
    private static readonly (string Name, string Script)[] Programs =
    [
        ("srun", """
            while [[ $1 == --* ]]; do shift; done
            for ((i = 0; i < 3; i++)); do SLURM_PROCID=$i SLURM_LOCALID=$i "$@" & echo $! >> "$SLURM_TASKS"; done
            wait
            """),
        ("scancel", """[[ "$*" == "--signal=TERM 4711.0" ]] && kill -TERM $(cat "$SLURM_TASKS")"""),
        ("scontrol", """echo "$*" >> "$SLURM_TASKS.scontrol" """),
        ("symmetry", """exec dotnet exec "$SYMMETRY_PROGRAMS/symmetry.dll" "$@" """),
        ("symmetry-silo", """exec dotnet exec "$SYMMETRY_PROGRAMS/symmetry-silo.dll" "$@" """),
    ];

    private readonly TemporaryFolder folder = new();
    private readonly int port = SiloProcess.FreePort();

    public SlurmTests()
    {
        foreach (var (name, script) in Programs)
        {
            var path = folder.Write(name, $"#!/usr/bin/env bash\n{script}\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
    }

    public void Dispose() => folder.Dispose();

    // Method: the first job gets SIGTERM in the middle of the sweep, as before its time limit; the second has the same folder.
    [Fact]
    public async Task Job_that_drains_before_its_limit_is_requeued_and_goes_on_from_its_folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Slurm has no Windows version.");
        var spec = folder.Write("tiny.yaml", "replicates: 1500\nfixed: {epochs: 2}\n");
        using (var first = Start(spec))
        {
            await UntilCommittedAsync(100);
            using (var kill = Process.Start("kill", ["-s", "TERM", $"{first.Id}"]))
            {
                await kill.WaitForExitAsync();
            }

            await first.WaitForExitAsync();
            Assert.Equal(143, first.ExitCode);
        }

        Assert.Equal($"requeue {Job}\n", await File.ReadAllTextAsync(folder.File("tasks.scontrol")));
        Assert.False(File.Exists(folder.File("runs/table.json")));
        using var stored = Session();
        Assert.Equal(0, await stored.RunAsync("status", "tiny", "--data", folder.File("runs")));
        Assert.DoesNotContain("completed", stored.Out.Split('\n')[1], StringComparison.Ordinal);

        File.Delete(folder.File("tasks"));
        using (var second = Start(spec))
        {
            await second.WaitForExitAsync();
            Assert.Equal(0, second.ExitCode);
        }

        using var local = Session();
        Assert.Equal(0, await local.RunAsync("run", spec, "--data", folder.File("here"), "--json", "-", "--quiet"));
        Assert.Equal(local.Out, await File.ReadAllTextAsync(folder.File("runs/table.json")));
    }

    private Process Start(string spec)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "deploy/slurm/symmetry.sbatch"), spec, folder.File("runs")])
        {
            UseShellExecute = false,
        };
        start.Environment["PATH"] = $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["SYMMETRY_PROGRAMS"] = AppContext.BaseDirectory;
        start.Environment["SYMMETRY_PORT"] = $"{port}";
        start.Environment["SLURM_JOB_ID"] = $"{Job}";
        start.Environment["SLURM_TASKS"] = folder.File("tasks");
        return Process.Start(start)!;
    }

    private Task UntilCommittedAsync(int min) => Waiting.UntilAsync(async () =>
    {
        using var polling = Session();
        return await polling.RunAsync("status", "tiny", "--json", "--cluster", $"127.0.0.1:{port + 32}", "--wait-for", "60") == 0
            && System.Text.Json.JsonDocument.Parse(polling.Out.TrimEnd('\n').Split('\n')[^1]).RootElement.GetProperty("committed").GetInt64() >= min;
    });

    private static Session Session() => new() { Open = CliEnvironment.OpenAsync };
}
