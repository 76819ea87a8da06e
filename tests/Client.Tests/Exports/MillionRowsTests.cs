using System.Diagnostics;
using Symmetry.Client.Sweeps;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Engine.Sweeps;
using Symmetry.Formats.Exports;
using Symmetry.Formats.Specs;
using Symmetry.Grains;

namespace Symmetry.Client.Tests.Exports;

/// <summary>A measurement, not a judgement: how long a million rows take and how much memory, where nothing is trained.</summary>
/// <remarks><c>dotnet run --project tests/Client.Tests -c Release -- -explicit only -class "*MillionRowsTests" -showliveoutput</c></remarks>
public sealed class MillionRowsTests(ITestOutputHelper output)
{
    private const int Rows = 1_000_000;

    [Theory(Explicit = true)]
    [InlineData("csv", "identity")]
    [InlineData("jsonl", "identity")]
    [InlineData("parquet", "identity")]
    [InlineData("csv", "permutation")]
    [InlineData("jsonl", "permutation")]
    [InlineData("parquet", "permutation")]
    public async Task A_million_rows_are_written(string format, string features)
    {
        using var folder = new TemporaryFolder();
        var sweep = SpecReader.Read($"name: million\nreplicates: {Rows / 4}\naxes: {{bias: [false, true], momentum: [0, 0.9]}}\n"
            + $"fixed: {{features: {features}}}\n", "m", "m");
        using var session = new Session { Open = (_, _) => Task.FromResult<ISweepStore>(new OneSweep(new Endless(sweep))) };
        var file = folder.File($"rows.{format}");
        var start = Stopwatch.GetTimestamp();

        Assert.Equal(0, await session.RunAsync("export", "million", "--to", file));

        using var process = Process.GetCurrentProcess();
        output.WriteLine(
            $"{format}, {features}: {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s, {new FileInfo(file).Length / 1e6:F0} MB, "
            + $"peak memory of the process so far {process.PeakWorkingSet64 / 1e6:F0} MB");
        Assert.True(new FileInfo(file).Length > Rows);
        Assert.Equal("rows." + format, Path.GetFileName(Directory.GetFiles(folder.Path).Single()));
        Assert.Contains(format, ExportFormat.Names);
    }

    private sealed class OneSweep(ISweepSource source) : ISweepStore
    {
        public Task<ISweepSource> SubmitAsync(Sweep sweep, CancellationToken stop) => throw new NotSupportedException();

        public Task<IReadOnlyList<SweepHead>> ListAsync(CancellationToken stop) => Task.FromResult<IReadOnlyList<SweepHead>>(
            [new SweepHead(source.Sweep.Id, "million", SweepStatus.Completed, source.Sweep.Trials, DateTimeOffset.UnixEpoch)]);

        public Task<ISweepSource> OpenAsync(string id, CancellationToken stop) => Task.FromResult(source);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    // Makes rows up as they are asked for, so that only the export's own memory is seen.
    private sealed class Endless(Sweep sweep) : ISweepSource
    {
        public Sweep Sweep => sweep;

        public Task<SweepProgress> GetProgressAsync(CancellationToken stop) => throw new NotSupportedException();

        public Task<IReadOnlyList<CellProgress>> GetCellsAsync(int from, int count, CancellationToken stop) => throw new NotSupportedException();

        public Task<IReadOnlyList<TrialRange>> GetMissingAsync(long from, CancellationToken stop) => throw new NotSupportedException();

        public Task<IReadOnlyList<SiloShare>> GetSilosAsync(CancellationToken stop) => throw new NotSupportedException();

        public Task CancelAsync(CancellationToken stop) => throw new NotSupportedException();

        public Task ResumeAsync(CancellationToken stop) => throw new NotSupportedException();

        public Task<string> GetClaimsAsync(CancellationToken stop) => Task.FromResult("");
        public Task SetClaimsAsync(string specification, CancellationToken stop) => throw new NotSupportedException();

        public Task ImportAsync(IReadOnlyList<TrialRow> rows, CancellationToken stop) => throw new NotSupportedException();

        public Task<TrialRow> RunAgainAsync(long trial, string firstRunBy, CancellationToken stop) => throw new NotSupportedException();

        public Task<IReadOnlyList<TrialRow>> GetOutcomesAsync(int cell, long from, int count, CancellationToken stop) => throw new NotSupportedException();

        public Task<IReadOnlyList<TrialRow>> GetRowsAsync(int cell, long from, int count, CancellationToken stop)
        {
            var rows = new TrialRow[Math.Min(count, sweep.Replicates - from)];
            for (var i = 0; i < rows.Length; i++)
            {
                var trial = sweep.TrialOf(cell, from + i);
                rows[i] = new TrialRow(trial, FakeResults.Plain(sweep, trial).Encode(), 1, "S127.0.0.1:11111:1", 0.25);
            }

            return Task.FromResult<IReadOnlyList<TrialRow>>(rows);
        }
    }
}
