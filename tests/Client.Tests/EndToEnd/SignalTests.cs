using System.Diagnostics;
using Symmetry.Client.Tests.Fakes;

namespace Symmetry.Client.Tests.EndToEnd;

/// <summary>The program in its own process, ended by a signal.</summary>
public sealed class SignalTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static string Program => Path.Combine(AppContext.BaseDirectory, "symmetry.dll");

    public void Dispose() => folder.Dispose();

    // Method: the shell limits the size of files, as a full disk does, and the program writes more.
    [Fact]
    public async Task Store_that_cannot_be_written_ends_the_run_with_the_reason()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no ulimit.");
        var spec = folder.Write("many.yaml", "experiment: noop\nreplicates: 1000000\n");

        var (code, error) = await ShellAsync(
            $"trap '' XFSZ; ulimit -f 400; exec dotnet exec {Program} run {spec} --slots 1 --data {folder.File("runs")} --quiet");

        Assert.Equal(5, code);
        Assert.Contains("sweeps.db", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_that_cannot_be_written_is_one_sentence()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full.");

        var (code, error) = await ShellAsync($"exec dotnet exec {Program} schema > /dev/full");

        Assert.Equal(1, code);
        Assert.StartsWith("Cannot write the output: ", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SIGTERM_shuts_down_cleanly_and_prints_how_to_continue()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        var spec = folder.Write("endless.yaml", "replicates: 100000\nfixed: {epochs: 40}\n");
        using var program = Process.Start(new ProcessStartInfo("dotnet", ["exec", Program, "run", spec, "--slots", "1", "--data", folder.File("runs")])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;

        // The program prints where results go as soon as the sweep has started.
        Assert.Contains("results in", await program.StandardError.ReadLineAsync(), StringComparison.Ordinal);
        using (var kill = Process.Start("kill", ["-TERM", program.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        var rest = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();
        Assert.Equal(130, program.ExitCode);
        Assert.EndsWith($"The same command resumes: symmetry run {spec} --slots 1 --data {folder.File("runs")}\n", rest, StringComparison.Ordinal);
        Assert.Empty(await program.StandardOutput.ReadToEndAsync());
    }

    private static async Task<(int Code, string Error)> ShellAsync(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", command])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            Environment = { ["DOTNET_EnableWriteXorExecute"] = "0" }, // its file for code is larger than the limit
        })!;
        var error = await shell.StandardError.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return (shell.ExitCode, error);
    }
}
