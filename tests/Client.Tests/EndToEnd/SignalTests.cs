using System.Diagnostics;
using Symmetry.Client.Tests.Fakes;

namespace Symmetry.Client.Tests.EndToEnd;

/// <summary>The program in its own process, ended by a signal.</summary>
public sealed class SignalTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task SIGTERM_shuts_down_cleanly_and_prints_how_to_continue()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        var spec = folder.Write("endless.yaml", "replicates: 100000\nfixed: {epochs: 40}\n");
        var symmetry = Path.Combine(AppContext.BaseDirectory, "symmetry.dll");
        using var program = Process.Start(new ProcessStartInfo("dotnet", ["exec", symmetry, "run", spec, "--slots", "1", "--data", folder.File("runs")])
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
}
