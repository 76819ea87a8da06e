using System.Text;
using Symmetry.Engine.Settings;

namespace Symmetry.Client.Specs;

/// <summary>A specification to begin with, made from the register of settings, so that it names all there are.</summary>
internal static class SpecTemplate
{
    /// <summary>Writes it.</summary>
    /// <param name="name">The sweep's name.</param>
    public static string Write(string name)
    {
        var text = new StringBuilder(
            $"""
            # A sweep: every combination of the axes' values is a cell, and every cell is trained so many times.
            # symmetry plan says what it will cost, symmetry run runs it.
            name: {name}

            # The seed of every random number: the same seed gives the same bits on every machine.
            seed: 1

            # Trainings of each cell, everything random drawn afresh. To find out which randomness matters, cross it instead:
            # replicates: seeds: 10, permutations: 10 in braces, or splits, weights, orders and permutations.
            replicates: 10

            # What varies: lists of values. The last axis varies fastest.
            axes:
              features: [identity, gradient]
              bias: [false, true]

            # What all cells share. Settings that are not named have the default that is shown here.
            fixed:

            """.ReplaceLineEndings("\n"));
        foreach (var setting in Setting.All)
        {
            text.Append("  # ").Append(setting.Summary).Append(": ").Append(setting.Allowed).Append('\n');
            text.Append(setting.Name == "epochs" ? "  epochs: 10\n" : $"  # {setting.Name}: {setting.Format(TrialSettings.Default)}\n");
        }

        return text.Append("\n# Cells to leave out: those that have all of these values.\n# exclude:\n#   - {features: gradient, bias: true}\n")
            .Append("\n# Images of one's own instead of the embedded digits, files as seen from this one's folder:\n")
            .Append("# data: {images: train-images-idx3-ubyte.gz, labels: train-labels-idx1-ubyte.gz}\n# data: {table: images.csv, label: label, range: [0, 255]}\n").ToString();
    }
}
