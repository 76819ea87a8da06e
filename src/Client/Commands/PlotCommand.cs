using System.CommandLine;
using System.Globalization;
using Symmetry.Client.Plots;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry plot</c>: one plot as a file for a paper or a talk.</summary>
internal static class PlotCommand
{
    private static readonly string[] Endings = [".svg", ".png"];

    /// <summary>Makes the verb.</summary>
    public static Verb Make(CliEnvironment environment)
    {
        var id = SharedOptions.Id();
        var to = new Option<string>("--to") { Description = "The file, ending in .svg or .png.", HelpName = "FILE", Required = true };
        var show = new Option<string>("--show") { Description = "What is plotted.", DefaultValueFactory = _ => PlotFile.Kinds[0] };
        show.AcceptOnlyFromAmong(PlotFile.Kinds);
        var baseline = Baseline();
        var place = StoreLocationOptions.InFolderOrCluster();
        var verb = new Verb(
            "plot",
            "Plot what a sweep found: every run with the mean, its 95 % interval and the paper's number, or the paired differences from a baseline. Trains nothing.",
            "symmetry plot paper --to paper.svg",
            "symmetry plot paper --to differences.png --show differences --baseline 0 --data ./paper-runs")
        {
            id, to, show, baseline,
        };
        place.AddTo(verb);
        verb.SetAction((parsed, stop) =>
        {
            var file = parsed.GetRequiredValue(to);
            if (!Endings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            {
                throw new UsageException($"--to is {file}; allowed are names that end in .svg or .png.");
            }

            return StoredSweeps.ReadAsync(environment, place.Read(parsed, environment), parsed.GetRequiredValue(id), async source =>
            {
                await PlotFile.WriteAsync(await PlotData.ReadAsync(source, parsed.GetValue(baseline), stop), parsed.GetRequiredValue(show), file);
                return ExitCode.Done;
            }, stop);
        });
        return verb;
    }

    /// <summary>The cell that others are compared with.</summary>
    public static Option<long?> Baseline() => new("--baseline")
    {
        Description = "The number of the cell that others are compared with; by default pixels with biases trained on X and -X, or the first cell.",
        HelpName = "CELL",
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                return value;
            }

            result.AddError($"--baseline is {text}; allowed is a cell's number from 0.");
            return null;
        },
    };
}
