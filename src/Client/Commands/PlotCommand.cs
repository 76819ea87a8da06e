using Symmetry.Analysis.Figures;
using Symmetry.Formats.Exports;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry plot</c>: one plot as a file for a paper or a talk.</summary>
internal static class PlotCommand
{
    public static Verb Make(CliEnvironment environment)
    {
        var input = SweepInput.One();
        var to = new Option<string>("--to") { Description = "The file, ending in .svg or .png.", HelpName = "FILE", Required = true };
        var show = new Option<string>("--show") { Description = "The figure of the report that is plotted.", DefaultValueFactory = _ => "runs" };
        show.AcceptOnlyFromAmong([.. NamedFigures.Names]);
        var baseline = Baseline();
        var on = SharedOptions.Metrics();
        var axes = new Option<string?>("--axes")
        {
            Description = "The two axes of --show interaction. Default: those with the largest interaction.",
            HelpName = "AXIS,AXIS",
        };
        var where = SharedOptions.Where();
        var tuning = new TuningOptions();
        var verb = new Verb(
            "plot",
            "Write a figure of the report as a file: every run with the mean, its 95 % interval and the paper's number; "
            + "the paired differences from a baseline; the means along a numeric axis; the mean for each value of each axis; the shares of settings in "
            + "the variance between cells; two axes together; what tuning finds with how many cells; or the feature maps. Trains nothing.",
            "symmetry plot paper --to paper.svg",
            "symmetry plot paper --to differences.png --show differences --baseline 0 --data ./paper-runs",
            "symmetry plot paper --to loss.svg --on train_loss",
            "symmetry plot learning-rates --to shares.svg --show shares",
            "symmetry plot learning-rates --to interaction.svg --show interaction --axes learningRate,hidden",
            "symmetry plot learning-rates --to tuning.svg --show tuning --between hidden --select train_loss")
        {
            to, show, baseline, on, axes, where,
        };
        tuning.AddTo(verb);
        input.AddTo(verb);
        verb.SetAction((parsed, stop) =>
        {
            var file = parsed.GetRequiredValue(to);
            if (FigureFormat.Types.Keys.FirstOrDefault(known => file.EndsWith($".{known}", StringComparison.OrdinalIgnoreCase)) is not { } ending)
            {
                throw new UsageException($"--to: expected a name that ends in .svg or .png, got '{file}'.");
            }

            return input.ReadAsync(parsed, environment, async source =>
            {
                var choice = tuning.Read(parsed, source.Sweep);
                var runs = await StoredRuns.ReadAsync(source, stop);
                var data = FigureData.Find(
                    runs, parsed.GetValue(baseline), parsed.GetValue(on), parsed.GetValue(where), parsed.GetValue(axes), choice, "--");
                var bytes = FigureFormat.Write(NamedFigures.Draw(data, parsed.GetRequiredValue(show)), ending);
                await AtomicFile.WriteBytesAsync(file, async stream => await stream.WriteAsync(bytes));
                return ExitCode.Done;
            }, stop);
        });
        return verb;
    }

    /// <summary>The cell that others are compared with.</summary>
    public static Option<string?> Baseline() => new("--baseline")
    {
        Description = "The cell that others are compared with: its number, or settings that only it has. "
            + "Default: pixels with biases trained on X and -X, or the first cell.",
        HelpName = "CELL",
    };
}
