using Symmetry.Engine.Experiments;

namespace Symmetry.Formats.Specs;

/// <summary>A specification to start from, with every setting of the default experiment.</summary>
internal static class SpecTemplate
{
    public static string Write(string name)
    {
        var text = new StringBuilder(
            $"""
            # A sweep: every combination of the values of the axes is a cell, and every cell is trained several times.
            # symmetry plan estimates the cost, symmetry run runs it.
            name: {name}

            # The seed of every random number: the same seed gives the same bits on every machine.
            seed: 1

            # Trainings per cell, each with new random numbers. To find out which randomness matters, cross it instead:
            # replicates: seeds: 10, permutations: 10 in braces, or splits, weights, orders and permutations.
            replicates: 10

            # The settings that vary: lists of values, or ranges of numbers (from, to, count and scale in braces). The last axis varies fastest.
            axes:
              features: [identity, gradient]
              bias: [false, true]

            # The settings that all cells share. A setting that is left out has the default shown here.
            fixed:

            """.ReplaceLineEndings("\n"));
        var experiment = ExperimentRegister.Default;
        foreach (var setting in experiment.Settings)
        {
            text.Append("  # ").Append(setting.Summary).Append(": ").Append(setting.Expected).Append('\n');
            text.Append(setting.Name == "epochs" ? "  epochs: 10\n" : $"  # {setting.Name}: {setting.Format(experiment.Defaults)}\n");
        }

        return text.Append("\n# Settings that vary together, as one axis:\n# zip:\n#   - {learningRate: [0.01, 0.02], batch: [32, 64]}\n")
            .Append("\n# Cells to leave out: those that have all of these values; 'only' keeps cells in the same way.\n")
            .Append("# exclude:\n#   - {features: gradient, bias: true}\n")
            .Append("\n# Draw this many of the remaining cells:\n# sample: 20\n")
            .Append("\n# Keep, for each trial and test image, whether it is classified correctly, for symmetry images:\n# keep: outcomes\n")
            .Append("\n# Images from files instead of the embedded digits; paths are relative to this file:\n")
            .Append("# data: {images: train-images-idx3-ubyte.gz, labels: train-labels-idx1-ubyte.gz}\n"
                + "# data: {table: images.csv, label: label, range: [0, 255]}\n").ToString();
    }
}
