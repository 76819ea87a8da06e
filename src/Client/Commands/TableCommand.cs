using Symmetry.Analysis.Questions.Tables;
using Symmetry.Engine.Experiments;
using Symmetry.Formats.Tables;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry table</c>: the table of a sweep that was run, or of as much of it as there is.</summary>
internal static class TableCommand
{
    public static Verb Make(CliEnvironment environment)
    {
        var input = SweepInput.One();
        var format = new Option<string>("--format") { Description = "The format of the table.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong(TableFormat.Names);
        var interval = Choice<IntervalKind>("--interval", "How the 95 % interval of a mean is computed; skewed also covers skewed runs, "
            + "images counts the test images' share too (exactly where the sweep keeps outcomes, otherwise as a bound from counts), "
            + "run is where one further run falls.", IntervalKind.T);
        var center = Choice<Center>("--center", "What is shown of a cell's runs.", Center.Mean);
        var on = SharedOptions.Metrics();
        var where = SharedOptions.Where();
        var sort = new Option<string?>("--sort") { Description = "Sort the cells by this metric, best first; it is shown too.", HelpName = "METRIC" };
        var top = SharedOptions.Top();
        var pivot = new Option<string?>("--pivot")
        {
            Description = "Show one metric by two axes: the mean and half of its interval's width for each pair. --where must leave one cell per pair.",
            HelpName = "ROWS,COLUMNS",
        };
        var columns = new Option<string?>("--columns")
        {
            Description = $"The columns of results: {string.Join(", ", ResultColumns.Names)}. mean is the middle that --center chooses.",
            HelpName = "NAME[,NAME...]",
        };
        var verb = new Verb(
            "table",
            "Print what a sweep found, also one that is not finished. Trains nothing.",
            "symmetry table paper",
            "symmetry table who-needs-bias --format latex > bias.tex",
            "symmetry table paper --format json --data ./paper-runs",
            "symmetry table paper --interval images",
            "symmetry table paper --center median",
            "symmetry table paper --on train_loss,seconds",
            "symmetry table learning-rates --sort accuracy --top 20",
            "symmetry table learning-rates --where \"hidden=[10]|[20],momentum=0.9\" --columns n,mean,min,max",
            "symmetry table learning-rates --pivot learningRate,hidden --on accuracy --where momentum=0.9 --format latex",
            "symmetry table who-needs-bias --cluster 10.0.0.5:30000,10.0.0.6:30000")
        {
            format, interval, center, on, where, sort, top, pivot, columns,
        };
        input.AddTo(verb);
        verb.SetAction((parsed, stop) => input.ReadAsync(parsed, environment, async source =>
        {
            var choice = new IntervalChoice(Read<Center>(parsed, center), Read<IntervalKind>(parsed, interval));
            if (choice.Center is not Center.Mean && parsed.GetResult(interval) is { Implicit: false })
            {
                throw new UsageException("--interval is for --center mean; the median has order statistics, and iqm the BCa bootstrap.");
            }

            if (parsed.GetValue(pivot) is not null && ((Option[])[sort, top, columns]).Any(option => parsed.GetResult(option) is not null))
            {
                throw new UsageException("--pivot shows every pair of values once. --sort, --top and --columns are for lists of cells.");
            }

            ImmutableArray<ResultColumn>? chosen = parsed.GetValue(columns) is { } words ? ResultColumns.FindAll(words, "--columns") : null;
            var runs = await (choice.Kind is IntervalKind.Images ? StoredRuns.ReadWithOutcomesAsync(source, stop) : StoredRuns.ReadAsync(source, stop));
            var metrics = parsed.GetValue(on) is { } names ? MetricSelector.FindAll(runs.Metrics, names) : null;
            var selection = CellSelection.Find(
                runs.Sweep, metrics ?? SweepTable.DefaultMetrics(runs.Metrics),
                parsed.GetValue(where), parsed.GetValue(sort), (int?)parsed.GetValue(top), "--");
            var shown = (metrics ?? SweepTable.DefaultMetrics(runs.Metrics)).Concat(selection.SortBy is { } sortedBy ? [sortedBy] : []);
            if (choice.Kind is IntervalKind.Images && TestedOriginals.Count(runs.Sweep, runs.Sweep.Cells[0]) == 0)
            {
                throw new UsageException($"--interval images is for experiments that are tested on images, and {runs.Sweep.Experiment.Name} is not. "
                    + "Use t, skewed, bca, score or run.");
            }

            if (!choice.FitsReals && shown.FirstOrDefault(metric => metric.Kind is MetricKind.Real) is { } real)
            {
                throw new UsageException(
                    $"--interval {parsed.GetRequiredValue(interval)} is for proportions, and {real} is a real number. Use t, skewed, bca or run.");
            }

            var (name, table) = (parsed.GetRequiredValue(format), new SweepTable(runs, metrics, choice, selection, chosen));
            await environment.Out.WriteAsync(
                parsed.GetValue(pivot) is { } axes ? TableFormat.Write(name, PivotTable.Build(table, axes)) : TableFormat.Write(name, table));
            return runs.HasViolations ? ExitCode.ClaimBroken : ExitCode.Done;
        }, stop, needsPairs: false));
        return verb;
    }

    private static Option<string> Choice<T>(string name, string description, T defaultValue)
        where T : struct, Enum
    {
        var words = Enum.GetNames<T>().Select(name => name.ToLowerInvariant()).ToArray();
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => words[(int)(object)defaultValue] };
        option.AcceptOnlyFromAmong(words);
        return option;
    }

    private static T Read<T>(ParseResult parsed, Option<string> option)
        where T : struct, Enum => Enum.Parse<T>(parsed.GetRequiredValue(option), ignoreCase: true);
}
