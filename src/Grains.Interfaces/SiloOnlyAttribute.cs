namespace Symmetry.Grains;

/// <summary>Marks calls that only silos make. A cluster with certificates, or a standalone silo, refuses them from clients.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Interface)]
public sealed class SiloOnlyAttribute : Attribute;
