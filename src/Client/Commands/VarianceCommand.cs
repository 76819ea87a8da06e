using System.CommandLine;
using Symmetry.Analysis.Runs;
using Symmetry.Client.Results;
using Symmetry.Client.Tables;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry variance</c>: how much of the variance of one run each crossed source of randomness brings.</summary>
internal static class VarianceCommand
{
    /// <summary>Makes the verb.</summary>
    public static Verb Make(CliEnvironment environment)
    {
        var id = SharedOptions.Id();
        var cell = new Option<string?>("--cell") { Description = "Only this cell: its number, or settings that only it has.", HelpName = "CELL" };
        var place = StoreLocationOptions.InFolderOrCluster();
        var formats = new ReportOptions();
        var verb = new Verb(
            "variance",
            "Say how much of the variance of one run the split, the weights, the order and P explain, with intervals, for a sweep whose "
            + "replicates are crossed. A negative estimate is shown as what it is: less than chance variation.",
            "symmetry variance how-much-p-matters",
            "symmetry variance which-permutation --cell features=permutation --json")
        {
            id, cell,
        };
        place.AddTo(verb);
        formats.AddTo(verb);
        verb.SetAction((parsed, stop) => StoredSweeps.ReadAsync(environment, place.Read(parsed, environment), parsed.GetRequiredValue(id), async source =>
        {
            var sweep = source.Sweep;
            if (CrossedDesign.Of(sweep.Spec.Replicates) is not { } design)
            {
                throw new UsageException($"The replicates of {sweep.Id} cross no two sources of randomness, so that their parts cannot be told "
                    + "apart; replicates: {weights: 10, orders: 10, permutations: 10} in a specification crosses three.");
            }

            var cells = parsed.GetValue(cell) is { } written ? [CellSelector.Find(sweep, written, "--cell")] : sweep.Cells;
            var analyses = new List<VarianceAnalysis>();
            foreach (var one in cells)
            {
                analyses.AddRange(await VarianceAnalysis.ReadAsync(source, design, one, stop));
            }

            await environment.Out.WriteAsync(formats.Write(
                parsed, () => VarianceReport.Of(sweep, analyses), () => VarianceReport.Json(sweep, analyses)));
            return ExitCode.Done;
        }, stop));
        return verb;
    }
}
