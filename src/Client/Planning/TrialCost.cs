using Symmetry.Engine.Data;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Settings;

namespace Symmetry.Client.Planning;

/// <summary>A simple cost model: the floating-point operations in the matrix products of a trial.</summary>
/// <remarks>
/// Each row costs 2 operations per parameter in the forward pass and 4 in the backward pass. Activations, softmax, updates and tables
/// are left out: <see cref="Calibration"/> measures the kinds of cells, and the model only scales the result to kinds that could not be
/// measured in time.
/// </remarks>
internal static class TrialCost
{
    /// <summary>The floating-point operations of one trial with these settings.</summary>
    public static double Flops(TrialSettings settings)
    {
        var images = settings.Data;
        var test = Math.Ceiling(settings.TestFraction * images.Count);
        var train = Math.Ceiling(settings.TrainFraction * (images.Count - test)) * Enlargement.CopiesOf(settings);
        var order = settings.Group.OrderOf(images.Height, images.Width);
        var rows = train * settings.Training switch
        {
            _ when settings.Symmetry is SymmetryWay.Augment or SymmetryWay.Share => order,
            _ when settings.Symmetry is SymmetryWay.Sample => order * settings.Mu,
            TrainingSet.Both => 2,
            TrainingSet.Sampled => 2 * settings.Mu,
            _ => 1,
        };
        var features = settings.Features is FeatureMapKind.Quadratic ? images.Pixels * (images.Pixels + 1) / 2 : images.Pixels;
        var parameters = (double)new Architecture(features, settings.Hidden, images.Classes, settings.Bias, settings.Activation).Parameters;
        var testSets = settings.Symmetry is SymmetryWay.Features ? 2 : order;
        var evaluated = (testSets * test * Enlargement.CopiesOf(settings)) + rows;
        return parameters * ((6 * rows * settings.Epochs) + (2 * evaluated));
    }
}
