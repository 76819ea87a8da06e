using Symmetry.Client.Tests.Fakes;

namespace Symmetry.Client.Tests.Commands;

public sealed class ExitCodeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("--cluster", "postgres:Host=db;Password=hunter2")]
    [InlineData("--cluster=postgres:Host=db;Password=hunter2")]
    public void Command_line_for_resuming_has_no_password(params string[] arguments)
    {
        var text = Client.Commands.ShellCommand.Text(["watch", .. arguments]);

        Assert.Contains("postgres:...", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweep_without_failures_gives_exit_code_0()
    {
        using var session = new Session();

        Assert.Equal(0, await session.RunAsync("paper", "--replicates", "3"));
        Assert.Contains("Table 2.", session.Out, StringComparison.Ordinal);
        Assert.Equal((1, 1), (session.Store.Opened, session.Store.Closed));
    }

    [Fact]
    public async Task Failed_and_diverged_trials_give_exit_code_4_and_are_listed()
    {
        using var session = new Session { Store = new FakeStore { Result = FakeResults.Troubled } };

        Assert.Equal(4, await session.RunAsync("paper", "--replicates", "3"));
        Assert.Contains("2 of 30 trials failed (1 of them diverged).", session.Out, StringComparison.Ordinal);
        Assert.Contains("2/3", session.Out, StringComparison.Ordinal);
        Assert.Contains("replicate 0: Training threw: no such thing.", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Violated_exact_fact_gives_exit_code_3_and_is_reported()
    {
        using var session = new Session { Store = new FakeStore { Result = FakeResults.Impossible } };

        Assert.Equal(3, await session.RunAsync("paper", "--replicates", "3"));
        Assert.Contains("R + Rbar <= 1: 5 of 6 trials", session.Out, StringComparison.Ordinal);
        Assert.Contains("DOES NOT HOLD", session.Out, StringComparison.Ordinal);

        session.Store.Add(Symmetry.Analysis.Paper.PaperSweep.Create(3, 1), 0);
        Assert.Equal(3, await session.RunAsync("table", "paper"));
    }

    [Fact]
    public async Task Unreachable_store_gives_exit_code_5()
    {
        using var session = new Session { Open = (options, _) => throw new UnreachableException($"{options.Data} is read-only.") };

        Assert.Equal(5, await session.RunAsync("paper", "--data", "/there"));
        Assert.Equal("/there is read-only.\n", session.Error);
        Assert.Empty(session.Out);
    }

    [Fact]
    public async Task Unexpected_error_gives_exit_code_1_and_with_debug_a_stack_trace()
    {
        using var session = new Session { Open = (_, _) => throw new InvalidOperationException("Two\nlines.") };

        Assert.Equal(1, await session.RunAsync("paper"));
        Assert.Equal("Unexpected error: Two lines. (--debug shows the stack trace)\n", session.Error);

        Assert.Equal(1, await session.RunAsync("paper", "--debug"));
        Assert.Contains("   at ", session.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--replicates: expected a whole number from 1 to 1000000, got '0'. (see symmetry paper --help)", "paper", "--replicates", "0")]
    [InlineData("--replicates: expected a whole number from 1 to 1000000, got 'abc'. (see symmetry paper --help)", "paper", "--replicates", "abc")]
    [InlineData("--seed: expected a whole number from 0 to 9223372036854775807, got '-1'. (see symmetry paper --help)", "paper", "--seed", "-1")]
    [InlineData("--slots: expected a whole number from 1 to 1024, got '0'. (see symmetry paper --help)", "paper", "--slots", "0")]
    [InlineData("REPLICATE: expected a whole number from 0 to 9223372036854775807, got 'x'. (see symmetry rerun --help)", "rerun", "a", "0", "x")]
    [InlineData("missing.yaml: The file does not exist.", "run", "missing.yaml")]
    [InlineData("missing.yaml: The file does not exist.", "plan", "missing.yaml")]
    [InlineData("Unknown sweep 'x': the store is empty.", "table", "x")]
    [InlineData("--to - needs --format csv or --format jsonl.", "export", "x", "--to", "-")]
    [InlineData("--to: expected a name that ends in .csv, .jsonl or .parquet, got 'a.txt'. For other names give --format.", "export", "x", "--to", "a.txt")]
    [InlineData("--json: expected a file, or - for stdout, got the directory ..", "paper", "--json", ".")]
    public async Task Invalid_command_line_gives_exit_code_2_and_one_sentence(string sentence, params string[] arguments)
    {
        using var session = new Session();

        Assert.Equal(2, await session.RunAsync(arguments));
        Assert.Equal(sentence + "\n", session.Error);
        Assert.Empty(session.Out);
    }

    [Theory]
    [InlineData("Did you mean paper?", "papr")]
    [InlineData("Did you mean --replicates?", "paper", "--replicate", "3")]
    [InlineData("Required command was not provided.")]
    [InlineData("'xml'", "table", "x", "--format", "xml")]
    [InlineData("Required argument 'ID|FILE' missing", "table")]
    [InlineData("Give --to FILE for the rows, or --crate DIR for everything.", "export", "x")]
    public async Task Misspelled_command_line_gives_exit_code_2_and_a_hint(string hint, params string[] arguments)
    {
        using var session = new Session();

        Assert.Equal(2, await session.RunAsync(arguments));
        Assert.Contains(hint, session.Error, StringComparison.Ordinal);
        Assert.Single(session.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task File_name_may_begin_with_an_at_sign()
    {
        using var session = new Session();

        Assert.Equal(2, await session.RunAsync("run", "@x.yaml"));
        Assert.Equal("@x.yaml: The file does not exist.\n", session.Error);
    }

    [Fact]
    public async Task Bad_specification_gives_exit_code_2_before_a_store_is_opened()
    {
        using var session = new Session();
        var spec = folder.Write("bad.yaml", "replicates: 1\nfixed: {batch: 0}\n");

        Assert.Equal(2, await session.RunAsync("run", spec));
        Assert.Equal($"{spec}:2:16: batch: expected a whole number from 1 to 1000000, got '0'.\n", session.Error);
        Assert.Equal(0, session.Store.Opened);
    }
}
