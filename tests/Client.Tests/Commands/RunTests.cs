using System.Text.Json;
using Spectre.Console.Testing;
using Symmetry.Analysis.Paper;
using Symmetry.Client.Tests.Fakes;

namespace Symmetry.Client.Tests.Commands;

public sealed class RunTests : IDisposable
{
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
        using var terminal = new TestConsole().Width(80).Height(12);
        using var session = new Session { Terminal = terminal };

        Assert.Equal(0, await session.RunAsync("paper", "--replicates", "3"));
        Assert.Contains("and 6 more cells", terminal.Output, StringComparison.Ordinal);
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
