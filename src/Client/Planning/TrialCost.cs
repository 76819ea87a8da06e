using Symmetry.Engine.Mlp;
using Symmetry.Engine.Settings;

namespace Symmetry.Client.Planning;

/// <summary>A simple model of what a trial costs: floating-point operations of its matrix products.</summary>
/// <remarks>
/// A row costs 2 operations a parameter forwards and 4 backwards. What is left out (tanh, softmax, the update) grows with the
/// same rows, so that a measured speed makes up for it; it is a model for a forecast, right to some ten per cent.
/// </remarks>
internal static class TrialCost
{
    private const int Images = 1797;
    private const int Copies = 5;
    private const int Pixels = 64;
    private const int Classes = 10;

    /// <summary>Operations of one trial with these settings.</summary>
    public static double Of(TrialSettings settings)
    {
        var test = Math.Ceiling(settings.TestFraction * Images);
        var train = Math.Ceiling(settings.TrainFraction * (Images - test)) * Copies;
        var rows = train * settings.Training switch
        {
            TrainingSet.Both => 2,
            TrainingSet.Sampled => 2 * settings.Mu,
            _ => 1,
        };
        var features = settings.Features is FeatureMapKind.Quadratic ? Pixels * (Pixels + 1) / 2 : Pixels;
        var parameters = (double)new Architecture(features, settings.Hidden, Classes, settings.Bias, settings.Activation).Parameters;
        var evaluated = (2 * test * Copies) + rows;
        return parameters * ((6 * rows * settings.Epochs) + (2 * evaluated));
    }
}
