using System.Text.Json;
using Spectre.Console.Testing;
using Symmetry.Analysis.Paper;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Tests.Commands;

public sealed class RunTests : IDisposable
{
    // 15 x 2 cells.
    private const string LargeGrid = "name: large\nreplicates: 6\naxes: {learningRate: [0.001, 0.002, 0.003, 0.004, 0.005, 0.006, 0.007, 0.008, "
        + "0.009, 0.01, 0.011, 0.012, 0.013, 0.014, 0.015], bias: [false, true]}\n";

    // Cells differ by more than their noise, also the last of 30.
    private static TrialResult Graded(Sweep sweep, long trial) => Classification.Completed(
        1200 + (18 * sweep.CellOf(trial).Number) + (int)(((sweep.ReplicateOf(trial) * 37) + (sweep.CellOf(trial).Number * 11)) % 20), 100, 1800, 1);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Progress_is_on_stderr_and_data_on_stdout()
    {
        using var session = new Session { Store = new FakeStore { TrialsPerLook = 7 } };

        Assert.Equal(0, await session.RunAsync("paper", "--replicates", "2", "--slots", "3", "--data", "somewhere"));
        Assert.StartsWith("paper-", session.Error, StringComparison.Ordinal);
        Assert.Contains("10 cells of 2 replicates, 3 trainings at once, results in somewhere\n", session.Error, StringComparison.Ordinal);
        Assert.Contains("20 of 20 trials", session.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\x1b", session.Error, StringComparison.Ordinal);
        Assert.StartsWith("Table 1.", session.Out, StringComparison.Ordinal);
        Assert.Equal(new Client.Sweeps.StoreOptions("somewhere", 3), session.Store.Options);
    }

    [Fact]
    public async Task Progress_of_a_goal_of_widths_says_how_wide_the_widest_interval_is()
    {
        using var session = new Session { Store = new FakeStore { Result = Graded } };

        Assert.Equal(0, await session.RunAsync(
            "run", folder.Write("wide.yaml", "replicates: {until: 0.02, atMost: 30}\naxes: {bias: [false, true]}\n")));
        Assert.Matches("The widest interval is \\+-0\\.00[0-9]+; the goal is \\+-0\\.02\\.\n", session.Error);
    }

    [Fact]
    public async Task Quiet_prints_only_the_table()
    {
        using var session = new Session();

        Assert.Equal(0, await session.RunAsync("paper", "--replicates", "2", "--quiet"));
        Assert.Empty(session.Error);
    }

    [Fact]
    public async Task Terminal_shows_a_live_table_of_the_cells()
    {
        using var terminal = new TestConsole().Width(120).Height(40);
        using var session = new Session { Terminal = terminal, Store = new FakeStore { TrialsPerLook = 9 } };

        Assert.Equal(0, await session.RunAsync("paper", "--replicates", "3"));
        Assert.Contains("permutation", terminal.Output, StringComparison.Ordinal);
        Assert.Contains("3/3", terminal.Output, StringComparison.Ordinal);
        Assert.Contains("±", terminal.Output, StringComparison.Ordinal);
        Assert.Contains("18 of 30 trials", terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Small_terminal_shows_the_cells_that_fit()
    {
        using var terminal = new TestConsole().Width(80).Height(11);
        using var session = new Session { Terminal = terminal };

        Assert.Equal(0, await session.RunAsync("paper", "--replicates", "3"));
        Assert.Contains("leaders: the best mean on X_test so far; and 7 more cells", terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Small_terminal_shows_the_leaders()
    {
        using var terminal = new TestConsole().Width(120).Height(11);
        using var session = new Session { Terminal = terminal, Store = new FakeStore { Result = Graded } };

        Assert.Equal(0, await session.RunAsync("run", folder.Write("large.yaml", LargeGrid)));
        var last = terminal.Output[terminal.Output.LastIndexOf("learningRate", StringComparison.Ordinal)..];
        Assert.Equal(
            ["0.015", "0.015", "0.014"],
            last.Split('\n').Select(line => line.Trim().Split(' ')).Where(line => line[0].StartsWith('0')).Select(line => line[0]));
        Assert.Contains("and 27 more cells", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Large_grid_ends_with_the_best_cells_the_shares_and_the_first_ten_rows()
    {
        using var session = new Session { Store = new FakeStore { Result = Graded } };
        var json = folder.File("large.json");

        Assert.Equal(0, await session.RunAsync("run", folder.Write("large.yaml", LargeGrid), "--json", json, "--data", "my runs"));
        Assert.StartsWith(
            "large: rate of correct classification, 10 of 30 cells, best accuracy first, 6 replicates per cell.\n", session.Out, StringComparison.Ordinal);
        Assert.Equal(
            ["29", "28", "27", "26", "25", "24", "23", "22", "21", "20"],
            session.Out.Split('\n').SkipWhile(line => !line.StartsWith("----", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.Length > 0)
                .Select(line => line.Trim().Split(' ')[0]));
        var findings = string.Join(' ', session.Out[session.Out.IndexOf("Findings", StringComparison.Ordinal)..]
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("Findings 1 of 30 cells may be best in accuracy (95 %): 0.015/true. Cell 29 (0.015/true) looks best: 0.", findings,
            StringComparison.Ordinal);
        Assert.Contains(" Shares of the variance of accuracy between cells: learningRate ", findings, StringComparison.Ordinal);
        Assert.Matches(" All 30 cells: symmetry table large-[0-9a-f]+ --data 'my runs' \\(with --where, --sort, --top or --pivot for parts\\)\\. ", findings);
        Assert.Matches(" Which may be best: symmetry best large-[0-9a-f]+ --data 'my runs' ", findings);
        Assert.Matches(
            "\nIn the browser: symmetry serve --open --data 'my runs'\nAs one file: symmetry report large-[0-9a-f]+ --to report.html --data 'my runs'\n$",
            session.Error);
        Assert.InRange(session.Out.Split('\n').Length, 20, 31);
        Assert.DoesNotContain("\n\n\n", session.Out, StringComparison.Ordinal);
        Assert.EndsWith("fingerprint", session.Out.TrimEnd('\n').Split('\n')[^1].Split(' ')[0], StringComparison.Ordinal);
        Assert.Contains("leaders on X_test: 0.015/true 0.", session.Error, StringComparison.Ordinal);
        Assert.Equal(30, JsonDocument.Parse(await File.ReadAllTextAsync(json)).RootElement.GetProperty("cells").GetArrayLength());
    }

    [Fact]
    public async Task Large_grid_with_too_few_replicates_says_so_and_has_no_shares()
    {
        using var session = new Session();

        Assert.Equal(0, await session.RunAsync("run", folder.Write("large.yaml", LargeGrid.Replace("s: 6", "s: 1", StringComparison.Ordinal))));
        Assert.Contains("10 of 30 cells, best accuracy first", session.Out, StringComparison.Ordinal);
        Assert.Contains("All 30 cells may be best in accuracy: 1 replicate cannot exclude any.", session.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Shares of the variance", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grid_of_24_cells_ends_with_its_table()
    {
        using var session = new Session();
        var spec = LargeGrid.Replace("0.001, 0.002, 0.003, ", "", StringComparison.Ordinal);

        Assert.Equal(0, await session.RunAsync("run", folder.Write("small.yaml", spec)));
        using var table = new Session { Store = session.Store };
        Assert.Equal(0, await table.RunAsync("table", "large"));
        Assert.Equal(table.Out, session.Out);
    }

    [Fact]
    public async Task Interruption_gives_exit_code_130_closes_the_store_and_prints_how_to_continue()
    {
        var spec = folder.Write("my sweep.yaml", "name: mine\nreplicates: 100\n");
        using var interruption = new CancellationTokenSource();
        using var session = new Session
        {
            Store = new FakeStore { TrialsPerLook = 1, OnLook = sweep => { if (sweep.Committed == 5) { interruption.Cancel(); } } },
        };

        var code = await CommandLine.RunAsync(["run", spec, "--slots", "1"], session.CliEnvironment, interruption.Token);

        Assert.Equal(130, code);
        Assert.EndsWith($"Interrupted. At least 5 of 100 trials are stored. The same command resumes: symmetry run '{spec}' --slots 1\n",
            session.Error, StringComparison.Ordinal);
        Assert.Empty(session.Out);
        Assert.Equal((1, 1), (session.Store.Opened, session.Store.Closed));
    }

    [Fact]
    public async Task Same_command_continues_and_prints_what_was_already_done()
    {
        using var session = new Session();
        session.Store.Add(PaperSweep.Create(4, 1), committed: 23);

        Assert.Equal(0, await session.RunAsync("paper", "--replicates", "4"));
        Assert.Contains("23 of 40 trials were already done.\n", session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JSON_on_stdout_is_the_only_output_there()
    {
        using var session = new Session();

        Assert.Equal(0, await session.RunAsync("paper", "--replicates", "2", "--json", "-"));
        Assert.Equal(10, JsonDocument.Parse(session.Out).RootElement.GetProperty("cells").GetArrayLength());
    }

    [Fact]
    public async Task JSON_file_equals_the_output_of_table()
    {
        using var session = new Session();
        var file = folder.File("paper.json");
        Assert.Equal(0, await session.RunAsync("paper", "--replicates", "2", "--json", file));
        Assert.StartsWith("Table 1.", session.Out, StringComparison.Ordinal);

        using var table = new Session { Store = session.Store };
        Assert.Equal(0, await table.RunAsync("table", "pap", "--format", "json"));
        Assert.Equal(await File.ReadAllTextAsync(file), table.Out);
        Assert.Equal([file], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Unwritable_file_gives_exit_code_2_and_a_message()
    {
        using var session = new Session();

        Assert.Equal(2, await session.RunAsync("paper", "--replicates", "2", "--json", folder.File("no/such/folder.json")));
        Assert.Contains("folder.json cannot be written: ", session.Error, StringComparison.Ordinal);
    }
}
