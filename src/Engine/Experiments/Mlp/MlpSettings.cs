using Symmetry.Engine.Data;
using Symmetry.Engine.Experiments.Mlp.SymmetryMethods;
using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Invariants;
using Symmetry.Engine.Mlp;

namespace Symmetry.Engine.Experiments.Mlp;

/// <summary>The settings of the paper's networks: data, features, network and training.</summary>
/// <remarks>
/// The defaults are the default protocol of the project: 64 → 10 → 5 → 10 with tanh, SGD at 0.01 with momentum 0.9, batches of 32,
/// 40 epochs. Texts, ranges and summaries are in <see cref="MlpSettingRegister"/>.
/// </remarks>
public sealed record MlpSettings : TrialSettings
{
    /// <summary>The default protocol.</summary>
    public static MlpSettings Default { get; } = new();

    /// <summary>φ. Default identity.</summary>
    public IFeatureMapFactory Features { get; init; } = FeatureMaps.Identity;

    /// <summary>Whether every layer has biases, or none. Default true.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>The training set. Default original.</summary>
    public TrainingSet Training { get; init; } = TrainingSet.Original;

    /// <summary>The probability that (image, g) is kept; only for a sampled training set. In (0, 1], default 0.5.</summary>
    public double Mu { get; init; } = 0.5;

    /// <summary>The update rule. Default SGD.</summary>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Sgd;

    /// <summary>The learning rate. In (0, 1000], default 0.01.</summary>
    public float LearningRate { get; init; } = 0.01f;

    /// <summary>The momentum of SGD and Nesterov; Adam has none. In [0, 1), default 0.9.</summary>
    public float Momentum { get; init; } = 0.9f;

    /// <summary>The batch size; larger than the training set means full batch. At least 1, default 32.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>Passes over the training rows. 0 measures the untrained network. Default 40.</summary>
    public int Epochs { get; init; } = 40;

    /// <summary>Widths of the hidden layers, input side first; empty for none. Default 10, 5.</summary>
    public Widths Hidden { get; init; } = new(10, 5);

    /// <summary>The activation function of the hidden neurons. Default tanh.</summary>
    public Activation Activation { get; init; } = Activation.Tanh;

    /// <summary>The initial weights. Default Glorot.</summary>
    public Initialisation Initialisation { get; init; } = Initialisation.Glorot;

    /// <summary>When the split is made. Default before the enlargement.</summary>
    public SplitTiming Split { get; init; } = SplitTiming.Before;

    /// <summary>The fraction of the images tested on, rounded up. In (0, 1), default 0.2.</summary>
    public double TestFraction { get; init; } = 0.2;

    /// <summary>The fraction of the remaining images that is trained on (or validated with), rounded up. In (0, 1], default 1.</summary>
    public double TrainFraction { get; init; } = 1;

    /// <summary>What fills a vacated row or column. Default background.</summary>
    public ShiftFill ShiftFill { get; init; } = ShiftFill.Background;

    /// <summary>The loss. Default cross-entropy.</summary>
    public Loss Loss { get; init; } = Loss.CrossEntropy;

    /// <summary>λ of the penalty ½λ·Σw² over weights, not biases, added to the mean loss. In [0, 1000], default 0.</summary>
    public float WeightDecay { get; init; }

    /// <summary>How the model is given the group's symmetry. Default: by feature map and training set.</summary>
    public ISymmetryMethod Symmetry { get; init; } = SymmetryMethodRegister.Features;

    /// <summary>The group G that acts on images. Default inversion.</summary>
    public GroupKind Group { get; init; } = GroupKind.Inversion;

    /// <summary>The invariant features of symmetry invariant. Default quadratic.</summary>
    public InvariantKind Invariant { get; init; } = InvariantKind.Quadratic;

    /// <summary>Whether pixels are ±1: 1 where x > 0, else −1, after the enlargement and before any group acts. Default false.</summary>
    public bool Binarised { get; init; }

    /// <summary>ε of biases that are drawn uniformly from [−ε, ε] and not trained; only with bias false. In [0, 1], default 0.</summary>
    public float BiasScale { get; init; }

    /// <summary>What is measured besides accuracies. Default accuracy.</summary>
    public MeasureKind Measure { get; init; } = MeasureKind.Accuracy;

    /// <summary>The images. Default the embedded digits.</summary>
    public DataSet Data { get; init; } = DataSet.Digits;

    /// <summary>Whether the four shifts of each image by one pixel are added. Default true, as in section 3.</summary>
    public bool Enlarged { get; init; } = true;

    /// <summary>
    /// Training ends after the first epoch with at least this accuracy on the validation images; without them, over the test images x
    /// and gx. In [0, 1), default 0: never early.
    /// </summary>
    public double TargetAccuracy { get; init; }

    /// <summary>
    /// Training ends after this many consecutive epochs without a lower loss on the validation images; without them, without a lower
    /// training loss. At least 0, default 0: never early.
    /// </summary>
    public int Patience { get; init; }

    /// <summary>
    /// The fraction of the training images that is held out for validation: the originals that would be added last to the training
    /// set, with all their copies, rounded up (<see cref="Data.Split"/>). In [0, 1), default 0: none.
    /// </summary>
    public double ValidationFraction { get; init; }

    /// <summary>Which weights training ends with. Best needs validation images. Default last.</summary>
    public RestoredWeights Restore { get; init; } = RestoredWeights.Last;

    /// <summary>Whether images are held out for validation.</summary>
    public bool HasValidation => ValidationFraction > 0;

    /// <summary>Whether training may end before its last epoch.</summary>
    public bool HasStoppingRule => TargetAccuracy > 0 || Patience > 0;

    /// <summary>Whether the logits are an odd function of the image: no bias, odd features, odd activation.</summary>
    public bool IsOdd => UsesFeatures && !Bias && BiasScale == 0 && Features == FeatureMaps.Identity && Activation.IsOdd();

    /// <summary>Whether φ(−x) = φ(x), so that tests on X and −X are the same.</summary>
    public bool IsInvariant => UsesFeatures && Features.IsInvariant;

    /// <summary>Whether the symmetry is in the feature map and the training set, as in the paper.</summary>
    public bool UsesFeatures => Symmetry == SymmetryMethodRegister.Features;

    /// <summary>How the network is trained.</summary>
    internal Protocol Protocol => new(Optimizer, LearningRate, Momentum, Batch, Epochs, WeightDecay, Loss, Initialisation);

    /// <summary>What is done to the images before any feature map.</summary>
    internal ImagePreparation Preparation => new(Data, Enlarged, ShiftFill, Binarised);

    /// <summary>How images are divided.</summary>
    internal SplitPlan SplitPlan => new(Split, TestFraction, TrainFraction, ValidationFraction);
}
