namespace Symmetry.Client.Commands;

/// <summary>Options that take a number above 0.</summary>
internal static class RealOption
{
    /// <summary>Makes the option; null where it is not given.</summary>
    public static Option<double?> Make(string name, string description, string helpName, double below = double.PositiveInfinity) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 && value < below && double.IsFinite(value))
            {
                return value;
            }

            var bound = double.IsFinite(below) ? string.Create(CultureInfo.InvariantCulture, $" and below {below}") : "";
            result.AddError($"{name}: expected a number above 0{bound}, got '{text}'.");
            return null;
        },
    };
}
