using Symmetry.Engine.Data;
using Symmetry.Engine.Experiments.Mlp.SymmetryMethods;
using Symmetry.Engine.Features;
using Make = Symmetry.Engine.Settings.SettingFactory<Symmetry.Engine.Experiments.Mlp.MlpSettings>;

namespace Symmetry.Engine.Experiments.Mlp;

/// <summary>Names, texts, ranges and summaries of <see cref="MlpSettings"/>.</summary>
internal static class MlpSettingRegister
{
    /// <summary>Every setting, in the order of the export's columns.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Make.Named("features", "the feature map", () => FeatureMaps.All, map => map.Name, s => s.Features, (s, v) => s with { Features = v }),
        Make.Boolean("bias", "biases in every layer, or in none", s => s.Bias, (s, v) => s with { Bias = v }),
        Make.Choice("training", "trained on X, on X and -X, or on a sample of their union", s => s.Training, (s, v) => s with { Training = v }),
        Make.Real("mu", "probability that a sampled training set keeps (image, g)", "a number above 0, at most 1",
            v => v is > 0 and <= 1, s => s.Mu, (s, v) => s with { Mu = v }),
        Make.Choice("optimizer", "the update rule", s => s.Optimizer, (s, v) => s with { Optimizer = v }),
        Make.Real("learningRate", "the learning rate", "a number above 0, at most 1000",
            v => v is > 0 and <= 1000, s => s.LearningRate, (s, v) => s with { LearningRate = v }),
        Make.Real("momentum", "momentum of sgd and nesterov", "a number from 0 to below 1",
            v => v is >= 0 and < 1, s => s.Momentum, (s, v) => s with { Momentum = v }),
        Make.Whole("batch", "batch size; larger than the training set means full batch", 1, 1_000_000, s => s.Batch, (s, v) => s with { Batch = v }),
        Make.Whole("epochs", "passes over the training rows", 0, 1_000_000, s => s.Epochs, (s, v) => s with { Epochs = v }),
        Make.HiddenWidths("hidden", "widths of the hidden layers", s => s.Hidden, (s, v) => s with { Hidden = v }),
        Make.Choice("activation", "activation function of the hidden neurons", s => s.Activation, (s, v) => s with { Activation = v }),
        Make.Choice("initialisation", "the spread of the initial weights", s => s.Initialisation, (s, v) => s with { Initialisation = v }),
        Make.Choice("split", "divide into training and test images before or after the enlargement", s => s.Split, (s, v) => s with { Split = v }),
        Make.Real("testFraction", "fraction of the images tested on, rounded up", "a number above 0, below 1",
            v => v is > 0 and < 1, s => s.TestFraction, (s, v) => s with { TestFraction = v }),
        Make.Real("trainFraction", "fraction of the other images trained on or validated with, rounded up", "a number above 0, at most 1",
            v => v is > 0 and <= 1, s => s.TrainFraction, (s, v) => s with { TrainFraction = v }),
        Make.Choice("shiftFill", "what fills the line that a shift vacates", s => s.ShiftFill, (s, v) => s with { ShiftFill = v }),
        Make.Choice("loss", "the training loss per image", s => s.Loss, (s, v) => s with { Loss = v }),
        Make.Real("weightDecay", "lambda of the penalty lambda/2 times the sum of squared weights", "a number from 0 to 1000",
            v => v is >= 0 and <= 1000, s => s.WeightDecay, (s, v) => s with { WeightDecay = v }),
        Make.Named("symmetry", "how the model is given the group's symmetry", () => SymmetryMethodRegister.All, method => method.Name,
            s => s.Symmetry, (s, v) => s with { Symmetry = v }),
        Make.Choice("group", "the group that acts on the images", s => s.Group, (s, v) => s with { Group = v }),
        Make.Choice("invariant", "the invariant features of symmetry invariant", s => s.Invariant, (s, v) => s with { Invariant = v }),
        Make.Boolean("binarised", "pixels of -1 and 1 only", s => s.Binarised, (s, v) => s with { Binarised = v }),
        Make.Real("biasScale", "biases drawn from [-scale, scale] and not trained", "a number from 0 to 1",
            v => v is >= 0 and <= 1, s => s.BiasScale, (s, v) => s with { BiasScale = v }),
        Make.Choice("measure", "what is measured besides accuracies", s => s.Measure, (s, v) => s with { Measure = v }),
        Make.Text("data", "the images", "digits; to use other images, write the key 'data' at the top of the specification",
            text => DataSet.TryParse(text, out var data) ? data : null, s => s.Data, (s, v) => s with { Data = v }),
        Make.Boolean("enlarged", "add the four shifts of each image by one pixel", s => s.Enlarged, (s, v) => s with { Enlarged = v }),
        Make.Real("targetAccuracy", "accuracy that ends training, on validation images or else over test images x and gx; 0 for none",
            "a number from 0 to below 1", v => v is >= 0 and < 1, s => s.TargetAccuracy, (s, v) => s with { TargetAccuracy = v }),
        Make.Whole("patience", "epochs without a lower validation loss, or else training loss, that end training; 0 for no limit", 0, 1_000_000,
            s => s.Patience, (s, v) => s with { Patience = v }),
        Make.Real("validationFraction", "fraction of the training images held out for validation, rounded up", "a number from 0 to below 1",
            v => v is >= 0 and < 1, s => s.ValidationFraction, (s, v) => s with { ValidationFraction = v }),
        Make.Choice("restore", "end with the weights of the last epoch, or of the one with the best validation accuracy",
            s => s.Restore, (s, v) => s with { Restore = v }),
    ];
}
