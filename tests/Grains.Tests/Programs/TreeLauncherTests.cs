using System.Collections;
using Symmetry.Grains.Tests.Support;
using Symmetry.Hosting.Programs;
using Symmetry.Hosting.Programs.Processes;

namespace Symmetry.Grains.Tests.Programs;

/// <summary>The launcher of macOS and Windows, which also runs on Linux.</summary>
public sealed class TreeLauncherTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly LastLine output = new();
    private readonly ErrorTail errors = new();

    public TreeLauncherTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no /bin/sh.");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Output_errors_and_exit_code_are_read()
    {
        Assert.Equal("The program exited with code 3.", Run("cat; echo first; echo problem >&2; pwd; exit 3"));
        Assert.Equal((folder.Path, "problem"), (output.Read(), errors.Read()));
    }

    [Fact]
    public void Input_that_is_not_read_is_no_failure()
    {
        Assert.Null(Run("echo done"));
        Assert.Equal("done", output.Read());
    }

    [Fact]
    public void Child_that_holds_the_output_open_does_not_delay_the_end()
    {
        Assert.Null(Run("sleep 3 & echo done"));
        Assert.Equal("done", output.Read());
    }

    [Fact]
    public void Program_that_never_ends_is_killed_with_its_children()
    {
        Assert.Equal("The program did not end within 0.3 s.", Run("trap '' TERM; sleep 1000 & sleep 1000", timeout: 0.3));
        Assert.Empty(OperatingSystem.IsLinux() ? MarkedProcesses.Below(Path.GetDirectoryName(folder.Path)!).Where(id => Folder(id) == folder.Path) : []);
    }

    [Fact]
    public void Cancelled_program_is_killed()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(0.1));

        Assert.Throws<OperationCanceledException>(() => Run("sleep 1000", stop: stop.Token));
    }

    [Fact]
    public void Program_that_does_not_exist_is_named() =>
        Assert.Equal("The program 'no-such-program' is not on the PATH of this silo.", RunCommand(["no-such-program"], 10, default));

    private static string? Folder(int process) => new DirectoryInfo($"/proc/{process}/cwd").LinkTarget;

    private string? Run(string script, double timeout = 300, CancellationToken stop = default) => RunCommand(["/bin/sh", "-c", script], timeout, stop);

    private string? RunCommand(string[] command, double timeout, CancellationToken stop)
    {
        using var launcher = new TreeLauncher();
        var environment = new ProgramEnvironment(new Hashtable { ["PATH"] = Environment.GetEnvironmentVariable("PATH") }).Of(folder.Path);
        var input = new string('x', 1_000_000) + "\n";
        return launcher.Run(new Launch(command, input, folder.Path, environment, TimeSpan.FromSeconds(timeout), output, errors), stop).Problem;
    }
}
