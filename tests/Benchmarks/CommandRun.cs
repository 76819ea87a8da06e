using System.Diagnostics;
using System.Globalization;

namespace Symmetry.Benchmarks;

/// <summary>What one run of a program took, from start to exit.</summary>
/// <param name="Wall">Seconds on the clock.</param>
/// <param name="Processor">Seconds of processor time, in user and system mode together.</param>
/// <param name="PeakMegabytes">The largest resident set, in units of 10⁶ bytes.</param>
internal sealed record CommandRun(double Wall, double Processor, double PeakMegabytes)
{
    private const int MillisecondsBetweenReadings = 10;

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">Its exit code is not 0.</exception>
    public static CommandRun Execute(string program, params string[] arguments)
    {
        var (begin, processor) = (Stopwatch.GetTimestamp(), ChildrenClock.Seconds);
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        var peak = 0.0;
        while (!process.WaitForExit(MillisecondsBetweenReadings))
        {
            peak = Math.Max(peak, PeakOf(process.Id));
        }

        Task.WaitAll(error, output);
        return process.ExitCode == 0
            ? new(Stopwatch.GetElapsedTime(begin).TotalSeconds, ChildrenClock.Seconds - processor, peak)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} exits with {process.ExitCode}: {error.Result}");
    }

    /// <summary>The median of each number.</summary>
    public static CommandRun Median(CommandRun[] runs)
    {
        return new(Of(static run => run.Wall), Of(static run => run.Processor), Of(static run => run.PeakMegabytes));

        double Of(Func<CommandRun, double> number) => EngineRunner.Median([.. runs.Select(number)]);
    }

    // Linux keeps the largest resident set until the process ends; a process that is ending has none.
    private static double PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : 1024e-6 * double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
