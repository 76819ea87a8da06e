namespace Symmetry.Engine.Settings;

/// <summary>The feature map φ from pixels to features.</summary>
public enum FeatureMapKind
{
    /// <summary>x_i; changes its sign under x → −x.</summary>
    Identity,

    /// <summary>x_i²; invariant under x → −x.</summary>
    Square,

    /// <summary>x_i·x_{i+e1}, the right neighbour, wrapping inside its row (eq. 11); invariant.</summary>
    Gradient,

    /// <summary>x_i·x_P(i) for a drawn permutation P of the pixels (eq. 12); invariant.</summary>
    Permutation,

    /// <summary>All M(M+1)/2 products x_i·x_j, i ≤ j (eq. 9); invariant and complete for x → −x.</summary>
    Quadratic,

    /// <summary>sign(x_i)·sign(x_P(i)) (eq. 10), with sign(0) = 0; invariant.</summary>
    RelativeSign,

    /// <summary>One of one's own, by its name (<see cref="Features.CustomFeatureMaps"/>).</summary>
    Own,
}

/// <summary>Which transformed copies of the training images are trained on.</summary>
public enum TrainingSet
{
    /// <summary>X alone.</summary>
    Original,

    /// <summary>The union of X and −X: the full orbit.</summary>
    Both,

    /// <summary>Each (image, g) kept with probability mu (eq. 17).</summary>
    Sampled,
}

/// <summary>The update rule.</summary>
public enum OptimizerKind
{
    /// <summary>Stochastic gradient descent with classical momentum.</summary>
    Sgd,

    /// <summary>Stochastic gradient descent with Nesterov's momentum.</summary>
    Nesterov,

    /// <summary>Adam (D. Kingma, J. Ba, ICLR 2015), β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.</summary>
    Adam,
}

/// <summary>The hidden neurons' function.</summary>
public enum Activation
{
    /// <summary>tanh z; odd.</summary>
    Tanh,

    /// <summary>max(z, 0).</summary>
    Relu,

    /// <summary>1/(1 + e^{−z}).</summary>
    Logistic,

    /// <summary>z/(1 + |z|); odd.</summary>
    Softsign,

    /// <summary>z, but −1 below −1 and 1 above 1; odd.</summary>
    HardTanh,

    /// <summary>z/√(1 + z²); odd.</summary>
    Algebraic,

    /// <summary>z; odd.</summary>
    Linear,

    /// <summary>z where z > 0, else e^z − 1.</summary>
    Elu,

    /// <summary>z where z > 0, else z/100.</summary>
    LeakyRelu,
}

/// <summary>What the functions of hidden neurons have in common.</summary>
public static class Activations
{
    /// <summary>Whether f(−z) = −f(z), which makes networks without bias odd.</summary>
    public static bool IsOdd(this Activation activation) => activation is Activation.Tanh or Activation.Softsign
        or Activation.HardTanh or Activation.Algebraic or Activation.Linear;
}

/// <summary>How wide the initial weights are drawn; all are uniform and centred, biases start at zero.</summary>
public enum Initialisation
{
    /// <summary>Variance 2/(inputs + outputs) (X. Glorot, Y. Bengio, AISTATS 2010).</summary>
    Glorot,

    /// <summary>Variance 1/inputs (Y. LeCun et al., "Efficient BackProp", 1998).</summary>
    LeCun,

    /// <summary>Variance 2/inputs (K. He et al., ICCV 2015).</summary>
    He,
}

/// <summary>When images are divided into training and test images.</summary>
public enum SplitTiming
{
    /// <summary>Before the enlargement: all five copies of an image are on one side.</summary>
    Before,

    /// <summary>After it: shifted copies of one image may be on both sides.</summary>
    After,
}

/// <summary>What fills the line that a shift vacates.</summary>
public enum ShiftFill
{
    /// <summary>The background, raw 0, that is −1.</summary>
    Background,

    /// <summary>The line that left on the other side.</summary>
    Wrap,

    /// <summary>The scaled value 0, that is raw 8.</summary>
    Zero,

    /// <summary>The line next to it, repeated.</summary>
    Edge,
}

/// <summary>What training makes small, per image (eq. 13).</summary>
public enum Loss
{
    /// <summary>−ln p_label, in nats, of the softmax output p.</summary>
    CrossEntropy,

    /// <summary>½·Σ_k (p_k − y_k)², of the softmax output p and the one-hot label y.</summary>
    SquaredError,
}

/// <summary>Points that are learned instead of images, with a continuous symmetry or without.</summary>
public enum PointKind
{
    /// <summary>None: images are learned.</summary>
    None,

    /// <summary>Two classes on two circles of the plane: the rotations are a symmetry, a group of dimension 1.</summary>
    Circles,

    /// <summary>The circles stretched by 1.3: no continuous symmetry.</summary>
    Ellipses,

    /// <summary>Three classes on three tori in two planes: the rotations of each plane are a symmetry, a group of dimension 2.</summary>
    Tori,
}

/// <summary>What a trial does.</summary>
public enum Work
{
    /// <summary>It trains and measures.</summary>
    Train,

    /// <summary>Nothing: its result is read off a hash of its spec, at once. For tests of the distribution alone.</summary>
    None,
}
