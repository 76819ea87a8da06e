using Symmetry.Engine.Data;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Settings;

namespace Symmetry.Client.Planning;

/// <summary>A simple model of what a trial costs: floating-point operations of its matrix products.</summary>
/// <remarks>
/// A row costs 2 operations a parameter forwards and 4 backwards. What is left out (tanh, softmax, the update, tables) has no
/// place here because <see cref="Calibration"/> measures each kind of cell: the model only says which one is dearer, and by how much
/// roughly, for kinds that the measurement had no time for.
/// </remarks>
internal static class TrialCost
{
    /// <summary>Operations of one trial with these settings.</summary>
    public static double Of(TrialSettings settings)
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
        var sides = settings.Symmetry is SymmetryWay.Features ? 2 : order;
        var evaluated = (sides * test * Enlargement.CopiesOf(settings)) + rows;
        return parameters * ((6 * rows * settings.Epochs) + (2 * evaluated));
    }
}
