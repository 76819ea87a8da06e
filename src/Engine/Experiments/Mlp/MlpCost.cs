using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Mlp;

namespace Symmetry.Engine.Experiments.Mlp;

/// <summary>A simple model of the cost of a trial: the floating-point operations of its matrix products.</summary>
/// <remarks>
/// A row costs 2 operations per parameter forwards and 4 backwards. Plans measure each kind of cell and use the model only for kinds
/// that they had no time to measure, so tanh, softmax, updates and tables are left out.
/// </remarks>
internal static class MlpCost
{
    /// <summary>Operations of one trial with these settings.</summary>
    public static double Operations(MlpSettings settings)
    {
        var (images, copies) = (settings.Data, settings.Preparation.Copies);
        var test = Math.Ceiling(settings.TestFraction * images.Count);
        var labelled = Math.Ceiling(settings.TrainFraction * (images.Count - test)) * copies;
        var train = labelled * (1 - settings.ValidationFraction);
        var order = settings.Group.OrderOf(images.Height, images.Width);
        var rows = train * settings.Symmetry.RowsPerImage(settings, order);
        var features = settings.Features == FeatureMaps.Quadratic ? images.Pixels * (images.Pixels + 1) / 2 : images.Pixels;
        var parameters = (double)new Architecture(features, settings.Hidden, images.Classes, settings.Bias, settings.Activation).Parameters;
        var evaluated = ((settings.UsesFeatures ? 2 : order) * test * copies) + rows + (rows / train * (labelled - train));
        return parameters * ((6 * rows * settings.Epochs) + (2 * evaluated));
    }

    /// <summary>The settings that decide which code a trial runs, and whether it makes large tables first.</summary>
    public static MlpSettings CodePath(MlpSettings settings) => MlpSettings.Default with
    {
        Features = settings.Features,
        Symmetry = settings.Symmetry,
        Group = settings.Group,
        Invariant = settings.Invariant,
        BiasScale = settings.BiasScale == 0 ? 0 : 1,
        Measure = settings.Measure,
        Patience = settings.HasStoppingRule || settings.Restore is RestoredWeights.Best ? 1 : 0,
    };

    /// <summary>The settings, with a common value for each number that does not affect the time of a training.</summary>
    public static MlpSettings Kind(MlpSettings settings) => settings with
    {
        LearningRate = 1,
        BiasScale = settings.BiasScale == 0 ? 0 : 1,
        Momentum = settings.Momentum == 0 ? 0 : 0.5f,
        WeightDecay = settings.WeightDecay == 0 ? 0 : 1,
    };
}
