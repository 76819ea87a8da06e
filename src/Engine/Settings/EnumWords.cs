using System.Text;

namespace Symmetry.Engine.Settings;

/// <summary>The words that specifications use for the members of an enumeration: their names in kebab case, such as <c>hard-tanh</c>.</summary>
public static class EnumWords
{
    /// <summary>All words of an enumeration, in its order.</summary>
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => Table<T>.Words;

    /// <summary>The word for a value.</summary>
    public static string Write<T>(T value)
        where T : struct, Enum => Table<T>.Words[Array.IndexOf(Table<T>.Values, value)];

    /// <summary>The value of a word; null if no member has it.</summary>
    public static T? Read<T>(string word)
        where T : struct, Enum => Array.IndexOf(Table<T>.Words, word) is >= 0 and var i ? Table<T>.Values[i] : null;

    private static string Kebab(string name)
    {
        var word = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && word.Length > 0)
            {
                word.Append('-');
            }

            word.Append(char.ToLowerInvariant(letter));
        }

        return word.ToString();
    }

    private static class Table<T>
        where T : struct, Enum
    {
        public static readonly T[] Values = Enum.GetValues<T>();
        public static readonly string[] Words = Array.ConvertAll(Values, value => Kebab(value.ToString()));
    }
}
