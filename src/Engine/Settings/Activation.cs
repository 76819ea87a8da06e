namespace Symmetry.Engine.Settings;

/// <summary>The activation function of the hidden neurons.</summary>
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
